package io.jamesagents.rest.operator;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.TooLarge;
import io.jamesagents.rest.request.JsonBody;
import io.jamesagents.store.Cursor;
import spark.Request;

/** What a request of the operator says. */
record Asked(Request request) {
    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final int MAX_BODY = 64 << 10;

    /** A part of the path. */
    String path(String name) {
        return request.params(name);
    }

    /** A parameter without surrounding white space; null when it is absent or empty. */
    String text(String name) {
        String value = request.queryParams(name);
        return value == null || value.isBlank() ? null : value.trim();
    }

    /** How many rows a list is to have: 50 unless said otherwise, 200 at most. */
    int limit() {
        String text = text("limit");
        if (text == null) {
            return USUAL;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw new Invalid("limit", "limit must be between 1 and " + MOST);
        }
        return Integer.parseInt(text);
    }

    Cursor cursor() {
        return Cursor.decode(text("cursor"));
    }

    /** The body, a JSON object; an empty one when there is none. */
    <T> T body(Class<T> type) {
        byte[] bytes = request.bodyAsBytes();
        if (bytes.length > MAX_BODY) {
            throw new TooLarge("The request body may have at most " + (MAX_BODY >> 10) + " KiB");
        }
        return JsonBody.read(bytes, type);
    }
}
