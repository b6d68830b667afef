package io.jamesagents.tag;

import io.jamesagents.AgentsException.Invalid;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tag rules as an operator writes them, one a line:
 *
 * <pre>{@code
 * from=@acme.example & subject=invoice -> billing, acme
 * header.List-Id=announce -> newsletter
 * attachment=true -> has-file
 * }</pre>
 */
public final class TagRuleText {
    private static final String ARROW = "->";
    private static final String HEADER = "header.";

    private TagRuleText() {}

    public static List<TagRule> parse(String text) {
        return text.lines()
                .map(String::trim)
                .filter(line -> !line.isEmpty())
                .map(TagRuleText::rule)
                .toList();
    }

    private static TagRule rule(String line) {
        int arrow = line.lastIndexOf(ARROW);
        if (arrow < 0) {
            throw new Invalid("rules", "A tag rule is 'conditions -> tags', not '" + line + "'");
        }
        Map<String, String> conditions = conditions(line.substring(0, arrow));
        Map<String, String> headers = new HashMap<>();
        conditions.forEach((name, value) -> {
            if (name.startsWith(HEADER)) {
                headers.put(name.substring(HEADER.length()), value);
            }
        });
        String attachment = conditions.get("attachment");
        return new TagRule(
                conditions.get("from"),
                conditions.get("subject"),
                headers.isEmpty() ? null : headers,
                attachment == null ? null : Boolean.valueOf(attachment),
                Arrays.asList(line.substring(arrow + ARROW.length()).split(",")));
    }

    private static Map<String, String> conditions(String text) {
        Map<String, String> conditions = new HashMap<>();
        for (String condition : text.split("&")) {
            String[] sides = condition.split("=", 2);
            String name = sides[0].trim();
            boolean known = name.equals("from")
                    || name.equals("subject")
                    || name.equals("attachment")
                    || (name.startsWith(HEADER) && name.length() > HEADER.length());
            if (sides.length != 2 || !known || sides[1].isBlank()) {
                throw new Invalid(
                        "rules", "A condition is from=, subject=, header.NAME= or attachment=, not '" + name + "'");
            }
            conditions.put(name, sides[1].trim());
        }
        return conditions;
    }
}
