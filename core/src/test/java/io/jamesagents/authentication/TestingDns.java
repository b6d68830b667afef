package io.jamesagents.authentication;

import io.jamesagents.authentication.dns.Dns;
import io.jamesagents.authentication.dns.DnsAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A DNS with what a test puts into it. */
public final class TestingDns implements Dns {
    private final Map<String, Map<Type, List<String>>> names = new HashMap<>();
    private final List<String> failing = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    public TestingDns with(String name, Type type, String... values) {
        names.computeIfAbsent(name, unknown -> new HashMap<>())
                .computeIfAbsent(type, none -> new ArrayList<>())
                .addAll(List.of(values));
        return this;
    }

    public TestingDns text(String name, String... values) {
        return with(name, Type.TXT, values);
    }

    public TestingDns failing(String name) {
        failing.add(name);
        return this;
    }

    /** The names that were asked for. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public DnsAnswer ask(String name, Type type, Duration patience) {
        asked.add(name);
        if (failing.contains(name)) {
            return DnsAnswer.FAILED;
        }
        Map<Type, List<String>> records = names.get(name);
        return records == null ? DnsAnswer.NO_NAME : DnsAnswer.found(records.getOrDefault(type, List.of()));
    }
}
