package io.jamesagents.rest.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.store.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Part of a list, and where the next part begins. */
public record Rows<T>(
        List<T> data,
        @JsonProperty("next_cursor") @Nullable String nextCursor,
        @JsonProperty("has_more") boolean hasMore) {

    public static <T, U> Rows<U> of(Page<T> page, Function<T, U> view) {
        return new Rows<>(page.map(view).rows(), page.nextCursor(), page.hasMore());
    }

    public static <T> Rows<T> all(List<T> rows) {
        return new Rows<>(rows, null, false);
    }
}
