package io.jamesagents.screening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operator's spam filter wrote into a mail's header. Anybody can write such fields, so only those count that the operator
 * has named: whoever names one says that a filter of his sets it, and removes what strangers wrote there. There is no filter here.
 */
final class SpamFilter {
    private static final Pattern NUMBER =
            Pattern.compile("(?:score=|hits=|\\[|^\\s*)(-?\\d{1,5}(?:\\.\\d{1,5})?)(?:\\s*/|\\s|;|$|\\]|,)");
    private static final Pattern TESTS = Pattern.compile("tests=([A-Z0-9_,\\s]{1,1000}?)(?:\\s[a-z]+=|$)");
    private static final Pattern FLAGGED = Pattern.compile("^\\s*(?:yes|true|spam|add header|rewrite subject)\\b");
    private static final Pattern REJECTED = Pattern.compile("^\\s*(?:reject|soft reject)\\b");

    private final List<String> trusted;

    /** {@code trusted} are the names of the fields to believe. */
    SpamFilter(List<String> trusted) {
        this.trusted =
                trusted.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** {@code headers} are the fields that were noted when the mail came in. */
    ObjectNode verdict(JsonNode headers) {
        ObjectNode verdict =
                Json.MAPPER.createObjectNode().put("checked", false).put("flagged", false);
        trusted.stream()
                .filter(headers::has)
                .map(name -> headers.get(name).asText())
                .forEach(value -> read(value, verdict));
        if (verdict.get("checked").booleanValue() && !verdict.has("action")) {
            verdict.put("action", verdict.get("flagged").booleanValue() ? "flag" : "accept");
        }
        return verdict;
    }

    private static void read(String value, ObjectNode verdict) {
        verdict.put("checked", true);
        String words = value.toLowerCase(Locale.ROOT);
        if (REJECTED.matcher(words).find()) {
            verdict.put("flagged", true).put("action", "reject");
        } else if (FLAGGED.matcher(words).find()) {
            verdict.put("flagged", true);
        }
        Matcher number = NUMBER.matcher(words);
        if (!verdict.has("score") && number.find()) {
            verdict.put("score", Double.parseDouble(number.group(1)));
        }
        Matcher tests = TESTS.matcher(value);
        if (tests.find()) {
            List.of(tests.group(1).split("[,\\s]+")).forEach(verdict.withArray("reasons")::add);
        }
    }
}
