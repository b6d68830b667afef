package io.jamesagents.rest.request;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the parameters that a resource method {@link Takes}. {@code words} are the only values allowed unless it is empty;
 * {@code min} and {@code max} are null unless it is a number, and {@code absent} is what counts when it is not given, or null.
 */
public record TakenParameter(
        String name, boolean required, List<String> words, Long min, Long max, String absent, String description) {
    private static final Pattern FORM = Pattern.compile(
            "(?<name>[A-Za-z_-]+)(?<required>!?)(?::\\s*"
                    + "(?:(?<min>\\d+)\\.\\.(?<max>\\d+)|(?<words>\\w+(?:\\|\\w+)+))?\\s*(?:=\\s*(?<absent>\\w+))?\\s*(?<text>.*))?");
    private static final Map<String, String> KNOWN = Map.of(
            "inbox_id", "The id of an inbox: only what is in it",
            "domain_id", "The id of a domain: only what is in its inboxes",
            "cursor", "Where to go on: the next_cursor of the page before",
            "limit", "How many rows to answer; what is out of range is moved into it",
            "offset", "How many rows to pass over; a cursor is faster",
            "order", "Newest first (desc) or oldest first (asc)",
            "before", "Only what was created before this time, in ISO 8601",
            "after", "Only what was created after this time, in ISO 8601");

    static TakenParameter parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalStateException("this describes no parameter: " + text);
        }
        String name = form.group("name");
        String said = form.group("text");
        String description = said == null || said.isEmpty() ? KNOWN.get(name) : said;
        if (description == null) {
            throw new IllegalStateException("what does the parameter mean: " + text);
        }
        String words = form.group("words");
        return new TakenParameter(
                name,
                !form.group("required").isEmpty(),
                words == null ? List.of() : List.of(words.split("\\|")),
                number(form.group("min")),
                number(form.group("max")),
                form.group("absent"),
                description);
    }

    private static Long number(String text) {
        return text == null ? null : Long.valueOf(text);
    }

    /** Those that a method declares; none when it declares nothing. */
    public static List<TakenParameter> of(Takes takes) {
        return takes == null
                ? List.of()
                : Arrays.stream(takes.value()).map(TakenParameter::parse).toList();
    }

    public boolean isHeader() {
        return name.indexOf('-') >= 0;
    }
}
