package io.jamesagents.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.Json;
import io.jamesagents.message.ParsedMail;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tags for the threads of mails that fit. Every condition that is given must hold; texts are looked for anywhere in the
 * header, without regard to case. {@code header} maps header names to texts.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TagRule(
        String from,
        String subject,
        Map<String, String> header,
        @JsonProperty("has_attachment") Boolean hasAttachment,
        List<String> tags) {
    private static final int MAX_RULES = 100;
    private static final int MAX_TEXT = 500;

    public TagRule {
        header = header == null ? null : Map.copyOf(header);
        tags = Tags.valid(tags);
        if (from == null && subject == null && header == null && hasAttachment == null) {
            throw new Invalid("tag_rules", "A tag rule needs at least one of from, subject, header, has_attachment");
        }
        requireShort(from);
        requireShort(subject);
        if (header != null) {
            header.values().forEach(TagRule::requireShort);
        }
    }

    private static void requireShort(String text) {
        if (text != null && text.length() > MAX_TEXT) {
            throw new Invalid("tag_rules", "A tag rule's text may have at most " + MAX_TEXT + " characters");
        }
    }

    public boolean fits(ParsedMail mail) {
        return (from == null || contains(mail.header("From"), from))
                && (subject == null || contains(mail.subject(), subject))
                && (hasAttachment == null
                        || hasAttachment == !mail.attachments().isEmpty())
                && (header == null
                        || header.entrySet().stream()
                                .allMatch(wanted -> contains(mail.header(wanted.getKey()), wanted.getValue())));
    }

    private static boolean contains(String text, String part) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /** The tags of all rules that fit, in the order of the rules. */
    public static Set<String> tagsFor(ParsedMail mail, List<TagRule> rules) {
        Set<String> tags = new LinkedHashSet<>();
        rules.stream().filter(rule -> rule.fits(mail)).forEach(rule -> tags.addAll(rule.tags()));
        return tags;
    }

    /** Reads rules that this project stored. */
    public static List<TagRule> list(String json) {
        return List.of(Json.read(json, TagRule[].class));
    }

    /** Checks rules that came from outside for their number. */
    public static List<TagRule> checked(List<TagRule> rules) {
        if (rules.size() > MAX_RULES) {
            throw new Invalid("tag_rules", "An inbox may have at most " + MAX_RULES + " tag rules");
        }
        return List.copyOf(rules);
    }
}
