package io.jamesagents.authentication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.message.RawMail;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header field Authentication-Results (RFC 8601): ours tells people who read a mail over IMAP what is known about its
 * sender. A field that comes with a mail and has our name on it was written by somebody else, and is left out (section 5).
 */
public final class AuthenticationResults {
    private static final String NAME = "authentication-results";
    private static final int MAX_SIGNATURES = 10;
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._+=@-]{1,255}");
    /** An authentication service identifier: a token or a quoted string, behind white space. */
    private static final Pattern ID =
            Pattern.compile("\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;(\"]+))[\\s;(]*.*", Pattern.DOTALL);

    private final String authservId;

    /** @param authservId the name of this server in such fields */
    public AuthenticationResults(String authservId) {
        this.authservId = authservId;
    }

    /** The mail without the fields that claim to be ours. */
    public RawMail withoutForged(RawMail mail) throws IOException {
        return mail.without(this::claimsToBeOurs);
    }

    private boolean claimsToBeOurs(String field) {
        int colon = field.indexOf(':');
        if (colon < 0
                || !field.substring(0, colon).trim().toLowerCase(Locale.ROOT).equals(NAME)) {
            return false;
        }
        Matcher id = ID.matcher(withoutComments(field.substring(colon + 1)));
        // What hides its identifier, behind pages of comments or otherwise, is not given the benefit of the doubt.
        return !id.matches() || authservId.equalsIgnoreCase(withoutDot(text(id)));
    }

    private static String text(Matcher id) {
        return id.group(1) == null ? id.group(2) : id.group(1).replaceAll("\\\\(.)", "$1");
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** Skips the comments in front (RFC 5322, 3.2.2), which may be nested; all is a comment when one does not end. */
    private static String withoutComments(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (depth > 0 && c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (depth > 0 && c == ')') {
                depth--;
            } else if (depth == 0 && !Character.isWhitespace(c)) {
                return text.substring(i);
            }
        }
        return "";
    }

    /** Our field for the block {@code authentication} of a message, folded and with its end of line. */
    public String field(ObjectNode authentication) {
        StringBuilder field = new StringBuilder("Authentication-Results: ").append(authservId);
        if (authentication.hasNonNull("mechanism")) {
            method(field, "auth", authentication.path("verdict"));
            property(field, "smtp.mailfrom", authentication.path("envelope_from"));
        } else {
            looked(field, authentication);
        }
        return field.append("\r\n").toString();
    }

    private static void looked(StringBuilder field, ObjectNode authentication) {
        method(field, "spf", authentication.at("/spf/result"));
        boolean greeting = authentication.path("envelope_from").asText().isEmpty();
        property(field, greeting ? "smtp.helo" : "smtp.mailfrom", authentication.at("/spf/domain"));
        signatures(field, authentication.path("dkim"));
        method(field, "dmarc", authentication.at("/dmarc/result"));
        String from = authentication.path("header_from").asText();
        property(field, "header.from", from.substring(from.lastIndexOf('@') + 1));
        method(field, "arc", authentication.at("/arc/result"));
    }

    private static void signatures(StringBuilder field, JsonNode signatures) {
        if (signatures.isEmpty()) {
            field.append(";\r\n\tdkim=none");
        }
        for (int i = 0; i < Math.min(signatures.size(), MAX_SIGNATURES); i++) {
            JsonNode signature = signatures.get(i);
            method(field, "dkim", signature.path("result"));
            property(field, "header.d", signature.path("domain"));
            property(field, "header.s", signature.path("selector"));
        }
    }

    private static void method(StringBuilder field, String name, JsonNode result) {
        field.append(";\r\n\t").append(name).append('=').append(result.asText("none"));
    }

    private static void property(StringBuilder field, String name, JsonNode value) {
        property(field, name, value.asText());
    }

    /** What strangers wrote is left out when it could be taken for something else. */
    private static void property(StringBuilder field, String name, String value) {
        if (VALUE.matcher(value).matches()) {
            field.append(' ').append(name).append('=').append(value);
        }
    }
}
