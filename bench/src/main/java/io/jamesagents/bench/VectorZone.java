package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.authentication.dns.Dns;
import io.jamesagents.authentication.dns.DnsAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A DNS that has what a test vector says: {@code {"name": [{"TYPE": value}, "TIMEOUT"]}}, or texts by name. */
final class VectorZone implements Dns {
    private static final int ALIASES = 10;

    private final Map<String, List<Entry>> entries = new HashMap<>();

    private record Entry(String type, String value) {}

    /** The zones of the SPF suites, in which an SPF record stands for a TXT record, unless there is one, or "NONE". */
    static VectorZone of(JsonNode zone) {
        VectorZone all = new VectorZone();
        zone.fields().forEachRemaining(name -> {
            boolean texts = has(name.getValue(), "TXT");
            name.getValue().forEach(entry -> all.add(name.getKey(), entry, texts));
        });
        return all;
    }

    private static boolean has(JsonNode entries, String type) {
        for (JsonNode entry : entries) {
            if (entry.has(type)) {
                return true;
            }
        }
        return false;
    }

    private void add(String name, JsonNode entry, boolean texts) {
        if (entry.isTextual()) {
            put(name, entry.asText(), "");
            return;
        }
        String type = entry.fieldNames().next();
        JsonNode value = entry.get(type);
        if (type.equals("MX")) {
            put(name, type, value.get(1).asText());
        } else if (type.equals("SPF")) {
            put(name, texts ? type : "TXT", text(value));
        } else if (!value.asText().equals("NONE")) {
            put(name, type, text(value));
        }
    }

    private static String text(JsonNode value) {
        StringBuilder text = new StringBuilder(value.isArray() ? "" : value.asText());
        value.forEach(part -> text.append(part.asText()));
        return text.toString();
    }

    void put(String name, String type, String value) {
        entries.computeIfAbsent(key(name), unknown -> new ArrayList<>()).add(new Entry(type, value));
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private List<String> values(String name, String type) {
        return entries.getOrDefault(key(name), List.of()).stream()
                .filter(entry -> entry.type().equals(type))
                .map(entry -> type.equals("TXT") ? entry.value() : key(entry.value()))
                .toList();
    }

    @Override
    public DnsAnswer ask(String name, Type type, Duration patience) {
        String asked = name;
        for (int i = 0; i < ALIASES && !values(asked, "CNAME").isEmpty(); i++) {
            asked = values(asked, "CNAME").get(0);
        }
        if (!entries.containsKey(key(asked))) {
            return DnsAnswer.NO_NAME;
        }
        List<String> values = values(asked, type.name());
        return values.isEmpty() && !values(asked, "TIMEOUT").isEmpty() ? DnsAnswer.FAILED : DnsAnswer.found(values);
    }
}
