package io.jamesagents.finds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A one-time code in a mail: what is to be typed in ({@code value}, without spaces and hyphens between digits) and as it is
 * written ({@code raw}); the line it is from; how sure that is, from 0 to 1; for how many seconds it is said to be valid, or null.
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Code(
        String value, String raw, Kind kind, double confidence, String evidence, @Nullable Integer expiresIn) {

    /** What the mail says that the code is for. */
    public enum Kind {
        /** Signing in. */
        OTP,
        /** Showing that an address is one's own. */
        VERIFICATION,
        PASSWORD_RESET,
        PIN,
        OTHER;

        /** As it is on the wire. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
