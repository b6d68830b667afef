package io.jamesagents.store;

import java.util.List;
import java.util.function.Function;

/** Part of a list, and the cursor of the next part; null on the last page. */
public record Page<T>(List<T> rows, String nextCursor) {

    /** Makes a page from one row more than was asked for, which shows whether there are more. */
    public static <T> Page<T> of(List<T> oneMoreThanLimit, int limit, Function<T, Cursor> position) {
        if (oneMoreThanLimit.size() <= limit) {
            return new Page<>(List.copyOf(oneMoreThanLimit), null);
        }
        List<T> rows = List.copyOf(oneMoreThanLimit.subList(0, limit));
        return new Page<>(rows, position.apply(rows.get(limit - 1)).encode());
    }

    public boolean hasMore() {
        return nextCursor != null;
    }

    public <U> Page<U> map(Function<T, U> change) {
        return new Page<>(rows.stream().map(change).toList(), nextCursor);
    }
}
