package io.jamesagents.rest.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.rest.answer.ErrorAnswer;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answers that say what went wrong, and the headers that every answer has; operations refer to them. */
final class Failures {
    private static final String INTEGER = "integer";
    private static final String STRING = "string";
    private static final Map<String, String[]> HEADERS = headers();

    private Failures() {}

    private static Map<String, String[]> headers() {
        Map<String, String[]> headers = new LinkedHashMap<>();
        headers.put(
                "X-Request-ID", new String[] {STRING, "The id of the request in the log: your own if you sent one"});
        headers.put("Cache-Control", new String[] {STRING, "Always no-store"});
        for (String window : new String[] {"", "-Hour", "-Day"}) {
            String time = window.equals("-Day") ? "a day" : "an hour";
            headers.put("X-RateLimit-Limit" + window, new String[] {INTEGER, "How many mails may be sent in " + time});
            headers.put("X-RateLimit-Remaining" + window, new String[] {INTEGER, "How many of them are left"});
            headers.put(
                    "X-RateLimit-Reset" + window,
                    new String[] {INTEGER, "When more are left again, in seconds since 1970"});
        }
        return headers;
    }

    /** References to the headers of every answer. */
    static ObjectNode standardHeaders() {
        ObjectNode headers = Schemas.object();
        HEADERS.keySet().forEach(name -> headers.putObject(name).put("$ref", "#/components/headers/" + name));
        return headers;
    }

    static void describe(ObjectNode components, Schemas written) {
        ObjectNode headers = components.putObject("headers");
        HEADERS.forEach((name, said) -> headers.set(name, header(said[0], said[1])));
        ObjectNode responses = components.putObject("responses");
        for (Failure failure : Failure.values()) {
            responses.set(failure.name(), response(failure, written));
        }
    }

    private static ObjectNode header(String type, String description) {
        ObjectNode header = Schemas.object().put("required", true).put("description", description);
        header.putObject("schema").put("type", type);
        return header;
    }

    private static ObjectNode response(Failure failure, Schemas written) {
        ObjectNode response = Schemas.object().put("description", failure.meaning());
        ObjectNode headers = standardHeaders();
        if (failure == Failure.LIMITED) {
            headers.set(HttpHeaders.RETRY_AFTER, header(INTEGER, "After how many seconds to try again"));
        }
        response.set("headers", headers);
        ObjectNode content = response.putObject("content").putObject(MediaType.APPLICATION_JSON);
        content.set("schema", written.of(ErrorAnswer.class));
        content.set("example", Json.MAPPER.valueToTree(failure.example()));
        return response;
    }
}
