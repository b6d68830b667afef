package io.jamesagents.attachment;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The query string of a download link: expiry in epoch seconds, who made it, and the signature; in one spelling only. */
record LinkQuery(long expiry, String actor, String signature) {
    private static final String EXPIRY = "exp";
    private static final String ACTOR = "kid";
    private static final String SIGNATURE = "sig";
    private static final int MAX = 300;
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{9,10}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Empty for anything that {@link #text} would not have written, but for the order. */
    static Optional<LinkQuery> parse(String query) {
        if (query == null || query.length() > MAX) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 0 || values.put(parameter.substring(0, equals), parameter.substring(equals + 1)) != null) {
                return Optional.empty();
            }
        }
        return values.keySet().equals(Set.of(EXPIRY, ACTOR, SIGNATURE)) ? of(values) : Optional.empty();
    }

    private static Optional<LinkQuery> of(Map<String, String> values) {
        boolean clean = SECONDS.matcher(values.get(EXPIRY)).matches()
                && WORD.matcher(values.get(ACTOR)).matches()
                && WORD.matcher(values.get(SIGNATURE)).matches();
        return clean
                ? Optional.of(
                        new LinkQuery(Long.parseLong(values.get(EXPIRY)), values.get(ACTOR), values.get(SIGNATURE)))
                : Optional.empty();
    }

    String text() {
        return EXPIRY + "=" + expiry + "&" + ACTOR + "=" + actor + "&" + SIGNATURE + "=" + signature;
    }
}
