package io.jamesagents.maildomain.dns;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Compares what the DNS has with what a domain needs, by meaning: other ways to write the same are the same. */
final class RecordCheck {
    private static final Set<String> POLICIES = Set.of("none", "quarantine", "reject");
    private static final Set<String> ALL = Set.of("all", "-all", "~all", "?all");

    private RecordCheck() {}

    /** What was not answered stays as it was known. */
    static RecordState judge(DnsRecord wanted, DnsAnswer answer) {
        if (!answer.came()) {
            return wanted.state() == RecordState.NOT_STARTED ? RecordState.PENDING : wanted.state();
        }
        return switch (wanted.kind()) {
            case OWNERSHIP -> any(answer.values(), wanted.value()::equals);
            case DKIM -> any(answer.values(), value -> sameKey(wanted.value(), value));
            case MX -> any(answer.values(), host -> host(host).equals(host(wanted.value())));
            case SPF -> one(spf(answer.values()), record -> sendsFor(wanted.value(), record));
            case DMARC -> one(dmarc(answer.values()), RecordCheck::isPolicy);
        };
    }

    private static RecordState any(List<String> values, Predicate<String> right) {
        return values.isEmpty() ? RecordState.PENDING : state(values.stream().anyMatch(right));
    }

    /** Several records of SPF or DMARC count as none for receivers (RFC 7208, 4.5; RFC 7489, 6.6.3). */
    private static RecordState one(List<String> records, Predicate<String> right) {
        return records.isEmpty() ? RecordState.PENDING : state(records.size() == 1 && right.test(records.get(0)));
    }

    private static RecordState state(boolean right) {
        return right ? RecordState.VERIFIED : RecordState.FAILED;
    }

    private static String host(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static boolean sameKey(String wanted, String value) {
        Map<String, String> tags = tags(value);
        return tags.getOrDefault("v", "DKIM1").equals("DKIM1")
                && tags.getOrDefault("k", "rsa").equals("rsa")
                && tags(wanted).get("p").equals(tags.get("p"));
    }

    /** The tags of a DKIM or DMARC record, without white space. */
    private static Map<String, String> tags(String record) {
        Map<String, String> tags = new HashMap<>();
        for (String tag : record.split(";")) {
            int equals = tag.indexOf('=');
            if (equals > 0) {
                String name = tag.substring(0, equals).trim().toLowerCase(Locale.ROOT);
                tags.putIfAbsent(name, tag.substring(equals + 1).replaceAll("\\s+", ""));
            }
        }
        return tags;
    }

    private static List<String> spf(List<String> values) {
        return values.stream()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .filter(value -> value.equals("v=spf1") || value.startsWith("v=spf1 "))
                .toList();
    }

    /** Whether a record has all our mechanisms; mx stands for any of them, since the mail comes here as well. */
    private static boolean sendsFor(String wanted, String record) {
        List<String> terms = terms(record);
        return terms.contains("mx") || terms.containsAll(mechanisms(wanted));
    }

    private static List<String> mechanisms(String record) {
        return terms(record).stream().filter(term -> !ALL.contains(term)).toList();
    }

    /** Without the version, and without the plus sign that is meant where there is no sign. */
    private static List<String> terms(String record) {
        return Arrays.stream(record.toLowerCase(Locale.ROOT).split("\\s+"))
                .skip(1)
                .map(term -> term.startsWith("+") ? term.substring(1) : term)
                .toList();
    }

    private static List<String> dmarc(List<String> values) {
        return values.stream()
                .filter(value -> value.replaceAll("\\s+", "").startsWith("v=DMARC1"))
                .toList();
    }

    private static boolean isPolicy(String record) {
        return POLICIES.contains(tags(record).getOrDefault("p", "").toLowerCase(Locale.ROOT));
    }
}
