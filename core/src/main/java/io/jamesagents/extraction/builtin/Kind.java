package io.jamesagents.extraction.builtin;

import io.jamesagents.extraction.find.Amounts;
import io.jamesagents.extraction.find.Dates;
import io.jamesagents.extraction.find.Finder;
import io.jamesagents.extraction.find.Given;
import io.jamesagents.extraction.find.Labelled;
import io.jamesagents.extraction.find.Numbers;
import io.jamesagents.extraction.find.Patterns;
import io.jamesagents.extraction.find.People;
import io.jamesagents.extraction.find.Phones;
import io.jamesagents.extraction.find.Words;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What sort of value a field takes, by its pattern, its format, its type and, for plain texts, its name; {@code ownWords} are
 * those of a name that say no more than the sort.
 */
record Kind(Finder finder, Set<String> ownWords, boolean needsWords) {
    private static final Set<String> NONE = Set.of();

    /** Empty for a text that only a label can tell. */
    static Optional<Kind> of(FormField field) {
        if (!field.text("pattern").isEmpty()) {
            return Optional.of(new Kind(new Given(field.text("pattern")), Words.setOf("number code"), false));
        }
        Kind byFormat = byFormat(field.text("format"));
        return byFormat != null ? Optional.of(byFormat) : Optional.ofNullable(byTypeOrName(field));
    }

    private static @Nullable Kind byFormat(String format) {
        return switch (format) {
            case "date" -> new Kind(Dates.ISO, Words.setOf("date on"), false);
            case "email", "idn-email" -> new Kind(Patterns.EMAIL, Words.setOf("email address"), false);
            case "uri", "uri-reference", "iri", "url" -> new Kind(Patterns.URL, Words.setOf("url web"), false);
            case "uuid" -> new Kind(Patterns.UUID, Words.setOf("uuid id"), false);
            case "ipv4" -> new Kind(Patterns.IPV4, Words.setOf("ip address v4 ipv4"), false);
            default -> null;
        };
    }

    private static @Nullable Kind byTypeOrName(FormField field) {
        boolean number = field.is("number") || field.is("integer");
        if (field.named("currency")) {
            return new Kind(Amounts.CURRENCY, Words.setOf("currency code"), false);
        } else if (field.is("string") && field.named("date")) {
            return new Kind(Dates.WRITTEN, Words.setOf("date on"), false);
        } else if (field.headed("amount")) {
            return new Kind(number ? Amounts.NUMBER : Amounts.WRITTEN, Words.setOf("amount money value"), false);
        } else if (number) {
            return new Kind(new Numbers(), NONE, true);
        }
        return field.is("string") ? byName(field) : null;
    }

    private static @Nullable Kind byName(FormField field) {
        if (field.headed("email") || (field.named("email") && field.named("address"))) {
            return new Kind(Patterns.EMAIL, Words.setOf("email address"), false);
        } else if (field.named("phone", "fax")) {
            return new Kind(new Phones(), Words.setOf("phone number"), false);
        } else if (field.named("time")) {
            return new Kind(Patterns.TIME, Words.setOf("time at"), false);
        } else if (field.headed("url")) {
            // A text without the format of a URL takes none.
            return null;
        } else if (field.headed("number")) {
            return new Kind(Patterns.ORDER_LIKE, Words.setOf("number"), true);
        } else if (field.named("company")) {
            return new Kind(Patterns.COMPANY, Words.setOf("company name"), false);
        } else if (person(field)) {
            return new Kind(
                    new People(),
                    Words.setOf("name full person contact customer sender author first last user"),
                    false);
        }
        return null;
    }

    private static boolean person(FormField field) {
        return field.named("name")
                && Words.setOf("name full person contact customer sender author first last given family sur user your")
                        .containsAll(field.words());
    }

    /** Whether the sender may be it, if the mail itself names nobody. */
    boolean mayBeSender() {
        return finder instanceof People || finder == Patterns.EMAIL;
    }

    /** Whether a mail that has one value of the sort means it, whatever stands around it. */
    boolean rare() {
        return finder instanceof Given
                || finder instanceof Phones
                || finder == Patterns.EMAIL
                || finder == Patterns.URL
                || finder == Patterns.UUID;
    }

    /** Looks only where the field's name stands as a label. */
    static Finder label(FormField field) {
        return new Labelled(field.words());
    }
}
