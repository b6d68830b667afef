package io.jamesagents.finds;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Locale;

/** A link in a mail: where to, its words (empty for a bare one), what it is for, and whether it is in the header or the body. */
@JsonNaming(SnakeCaseStrategy.class)
public record Link(String url, String text, Kind kind, Source source) {

    /** What following it does, by what the mail says; it may say what is not so. */
    public enum Kind {
        UNSUBSCRIBE,
        RESET_PASSWORD,
        VERIFY,
        LOGIN,
        OTHER;

        /** As it is on the wire. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where it stands. */
    public enum Source {
        BODY,
        /** {@code List-Unsubscribe} (RFC 2369). */
        HEADER;

        /** As it is on the wire. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
