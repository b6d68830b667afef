package io.jamesagents.outbound;

import io.jamesagents.AgentsException.Invalid;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Content-IDs, and the URLs by which HTML refers to them (RFC 2392). */
final class ContentIds {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.@-]{1,200}");
    private static final Pattern URL = Pattern.compile("\\bcid:([^\"'<>()\\s\\\\]{1,600})", Pattern.CASE_INSENSITIVE);

    private ContentIds() {}

    /** The id without brackets, as a request gives it in this field; null for null. */
    static String of(String field, String text) {
        if (text == null) {
            return null;
        }
        boolean bracketed = text.startsWith("<") && text.endsWith(">");
        String id = bracketed ? text.substring(1, text.length() - 1) : text;
        if (!ID.matcher(id).matches()) {
            throw new Invalid(field, field + " must have 1 to 200 characters that a Message-ID may have");
        }
        return id;
    }

    /** The id of a file that came with another mail, if it can be used again. */
    static String usable(String id) {
        return id != null && ID.matcher(id).matches() ? id : null;
    }

    /** What this HTML shows, as it is written there and decoded. */
    static Set<String> in(String html) {
        Set<String> ids = new HashSet<>();
        Matcher url = URL.matcher(html == null ? "" : html);
        while (url.find()) {
            ids.add(url.group(1));
            ids.add(decoded(url.group(1)));
        }
        return ids;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B").replace("&amp;", "&"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
