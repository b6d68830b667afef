package io.jamesagents.attachment;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.message.OneLine;
import io.jamesagents.message.PartName;
import java.nio.charset.StandardCharsets;

/** Names of files that are uploaded: without folders and invisible characters, at most 255 bytes of UTF-8. */
public final class FileName {
    private static final int MAX = 255;

    private FileName() {}

    /** The name that a request gives in this field. */
    public static String of(String field, String text) {
        if (text == null || text.isBlank()) {
            throw new Invalid(field, field + " is required");
        }
        String name = PartName.bare(OneLine.require(field, text));
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX) {
            throw new Invalid(field, field + " may have at most " + MAX + " bytes");
        }
        return name;
    }
}
