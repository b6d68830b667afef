package io.jamesagents.rest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.AgentsException;
import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.Limited;
import io.jamesagents.AgentsException.TooLarge;
import io.jamesagents.AgentsException.Unauthenticated;
import java.util.List;

/** What went wrong, for people in {@code error} and for programs in the rest. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorAnswer(
        String error,
        String message,
        String code,
        List<Detail> details,
        List<String> required,
        String hint,
        Long retryAfter,
        @JsonProperty("used_mb") Double usedMb,
        @JsonProperty("limit_mb") Double limitMb,
        Long serverTime) {

    /** The field that is wrong, as it is written in the request. */
    public record Detail(String path, String message) {}

    public static ErrorAnswer of(String text) {
        return new ErrorAnswer(text, text, null, null, null, null, null, null, null, null);
    }

    public static ErrorAnswer of(AgentsException error) {
        List<String> scopes = error instanceof Forbidden forbidden ? forbidden.required() : List.of();
        return new ErrorAnswer(
                error.getMessage(),
                error.getMessage(),
                error.code(),
                error instanceof Invalid invalid ? details(invalid) : null,
                scopes.isEmpty() ? null : scopes,
                scopes.isEmpty() ? null : "Use an API key with the permission " + String.join(", ", scopes),
                error instanceof Limited limited ? Long.valueOf(seconds(limited)) : null,
                error instanceof TooLarge large ? mebibytes(large.used()) : null,
                error instanceof TooLarge large ? mebibytes(large.limit()) : null,
                error instanceof Unauthenticated refused && refused.serverTime() != null
                        ? Long.valueOf(refused.serverTime().toEpochMilli())
                        : null);
    }

    /** With two decimals. */
    private static Double mebibytes(Long bytes) {
        return bytes == null ? null : Double.valueOf(Math.round(bytes / 10485.76) / 100.0);
    }

    private static List<Detail> details(Invalid invalid) {
        boolean named = invalid.path() != null && !invalid.path().isEmpty();
        return named ? List.of(new Detail(invalid.path(), invalid.getMessage())) : null;
    }

    public static long seconds(Limited limited) {
        return Math.max(1, limited.retryAfter().plusMillis(999).toSeconds());
    }
}
