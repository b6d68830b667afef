package io.jamesagents.extraction.find;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words as they are compared: in lower case and without common endings; some stand for others that mean the same in mail. */
public final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern HUMP = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");
    private static final List<String> ENDINGS = List.of("ies", "ing", "ed", "es", "s");
    private static final int SHORTEST_STEM = 3;

    /** The first of each group stands for all. */
    private static final List<List<String>> ALIKE = List.of(
            List.of("number", "no", "nr", "num", "id", "identifier", "ref", "reference", "code", "key", "nummer"),
            List.of(
                    "amount", "total", "sum", "price", "cost", "charg", "paid", "pay", "payment", "fee", "balance",
                    "betrag"),
            List.of("order", "purchase", "po", "bestellung"),
            List.of("invoice", "bill", "rechnung"),
            List.of("phone", "tel", "telephone", "mobile", "cell", "telefon", "handy"),
            List.of("email", "mail", "e"),
            List.of("company", "organisation", "organization", "firm", "employer", "business", "firma"),
            List.of("tracking", "track", "shipment", "parcel", "sendung"),
            List.of("quantity", "qty", "count", "menge", "anzahl"),
            List.of("date", "day", "datum", "when", "tag"),
            List.of("time", "hour", "uhrzeit"),
            List.of("url", "link", "website", "site", "page", "uri"),
            List.of("due", "deadline", "fällig"),
            List.of("customer", "client", "kunde"),
            List.of("people", "person", "guest", "party", "seat", "attendee"),
            List.of("departure", "depart", "leave", "outbound"),
            List.of("arrival", "arriv", "return", "inbound"),
            List.of("delivery", "deliver", "shipping", "ship", "lieferung"),
            List.of("start", "begin", "from", "checkin"),
            List.of("end", "until", "till", "finish", "checkout"));

    private Words() {}

    /** The words of a text or of a name in any of the usual styles, in their order. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(HUMP.matcher(text).replaceAll(" "));
        while (matcher.find()) {
            words.add(plain(matcher.group()));
        }
        return words;
    }

    public static Set<String> setOf(String text) {
        return new LinkedHashSet<>(of(text));
    }

    /** A property's name as one would say it. */
    public static String said(String name) {
        return HUMP.matcher(name)
                .replaceAll(" ")
                .replace('_', ' ')
                .replace('-', ' ')
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static String plain(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String stem = stem(lower);
        for (List<String> alike : ALIKE) {
            if (alike.contains(lower) || alike.contains(stem)) {
                return alike.get(0);
            }
        }
        return stem;
    }

    private static String stem(String word) {
        for (String ending : ENDINGS) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_STEM) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
