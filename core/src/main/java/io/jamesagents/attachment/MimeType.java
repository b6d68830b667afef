package io.jamesagents.attachment;

import io.jamesagents.AgentsException.Invalid;
import java.util.Locale;
import java.util.regex.Pattern;

/** Media types (RFC 6838, 4.2) without their parameters, in lower case. */
public final class MimeType {
    public static final String BYTES = "application/octet-stream";

    private static final int MAX = 1_000;
    private static final String NAME = "[a-z0-9][a-z0-9!#$&^_.+-]{0,126}";
    private static final Pattern TYPE = Pattern.compile(NAME + "/" + NAME);

    private MimeType() {}

    /** The type that a request names in this field; refused when it is none. */
    public static String of(String field, String text) {
        if (text == null || text.isBlank()) {
            throw new Invalid(field, field + " is required");
        }
        String type = bare(text);
        boolean oneLine = text.chars().noneMatch(Character::isISOControl);
        if (!oneLine || text.length() > MAX || !TYPE.matcher(type).matches()) {
            throw new Invalid(field, field + " must be a media type such as application/pdf");
        }
        return type;
    }

    /** The type that a mail names; just bytes when it is none. */
    public static String safe(String text) {
        String type = text == null ? "" : bare(text);
        return TYPE.matcher(type).matches() ? type : BYTES;
    }

    /** What a file is called on a mail: never a type whose content would be taken for more parts of that mail. */
    public static String onMail(String text) {
        String type = safe(text);
        return type.startsWith("multipart/") || type.startsWith("message/") ? BYTES : type;
    }

    private static String bare(String text) {
        int end = text.indexOf(';');
        return (end < 0 ? text : text.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }
}
