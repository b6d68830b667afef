package io.jamesagents.authentication.dmarc;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a domain's owner asks for (RFC 7489, 6.3).
 *
 * @param policy for the domain itself
 * @param ofSubdomains for those below it; null for the same
 * @param ofMissing for those below it that do not exist (RFC 9091); null for the same
 * @param strictSpf whether SPF must be for exactly the author's domain
 * @param strictDkim whether the signer must be exactly the author's domain
 * @param percent of failing mail that the policy is for
 */
record DmarcRecord(
        String policy,
        @Nullable String ofSubdomains,
        @Nullable String ofMissing,
        boolean strictSpf,
        boolean strictDkim,
        int percent) {
    private static final Pattern VERSION = Pattern.compile("v[ \t]*=[ \t]*DMARC1[ \t]*(;.*)?", Pattern.DOTALL);
    private static final Set<String> POLICIES = Set.of("none", "quarantine", "reject");
    private static final Pattern REPORTS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+:.+", Pattern.DOTALL);

    static boolean isOne(String text) {
        return VERSION.matcher(text).matches();
    }

    /** Empty for a record that says nothing that could be done (RFC 7489, 6.6.3, step 6). */
    static Optional<DmarcRecord> parse(String text) {
        Map<String, String> tags = tags(text);
        boolean strictSpf = tags.getOrDefault("aspf", "r").equals("s");
        boolean strictDkim = tags.getOrDefault("adkim", "r").equals("s");
        int percent = percent(tags.get("pct"));
        String policy = tags.get("p");
        String ofSubdomains = tags.get("sp");
        if (isPolicy(policy) && (ofSubdomains == null || isPolicy(ofSubdomains))) {
            String ofMissing = isPolicy(tags.get("np")) ? tags.get("np") : null;
            return Optional.of(new DmarcRecord(policy, ofSubdomains, ofMissing, strictSpf, strictDkim, percent));
        }
        return REPORTS.matcher(tags.getOrDefault("rua", "")).matches()
                ? Optional.of(new DmarcRecord("none", null, null, strictSpf, strictDkim, percent))
                : Optional.empty();
    }

    private static Map<String, String> tags(String text) {
        Map<String, String> tags = new HashMap<>();
        for (String spec : text.split(";")) {
            int equals = spec.indexOf('=');
            if (equals > 0) {
                String name = spec.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                String value = spec.substring(equals + 1).strip();
                tags.putIfAbsent(name, name.equals("rua") ? value : value.toLowerCase(Locale.ROOT));
            }
        }
        return tags;
    }

    private static boolean isPolicy(@Nullable String word) {
        return word != null && POLICIES.contains(word);
    }

    private static int percent(@Nullable String digits) {
        boolean number = digits != null && digits.matches("[0-9]{1,3}") && Integer.parseInt(digits) <= 100;
        return number ? Integer.parseInt(digits) : 100;
    }
}
