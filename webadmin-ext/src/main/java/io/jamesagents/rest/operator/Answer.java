package io.jamesagents.rest.operator;

import io.jamesagents.AgentsException;
import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Gone;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.Limited;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.AgentsException.TooLarge;
import io.jamesagents.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import spark.Response;
import spark.Service;

/**
 * Answers to the operator, as those of James look. They are handed over as bytes: a text would get into the log, with the key or
 * the addresses that it shows.
 */
final class Answer {
    private static final String JSON = "application/json";
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int UNAVAILABLE = 503;
    private static final Map<Class<? extends AgentsException>, Integer> STATUSES = Map.of(
            Invalid.class, 400,
            Forbidden.class, 403,
            NotFound.class, 404,
            Conflict.class, 409,
            Gone.class, 410,
            TooLarge.class, 413,
            Limited.class, 429);

    private Answer() {}

    static Object of(Response response, Object value) {
        response.type(JSON);
        return Json.write(value).getBytes(StandardCharsets.UTF_8);
    }

    static Object created(Response response, Object value) {
        response.status(CREATED);
        return of(response, value);
    }

    static Object nothing(Response response) {
        response.status(NO_CONTENT);
        return "";
    }

    /** Has whatever core refuses answered in James's form. */
    static void forErrors(Service service) {
        service.exception(AgentsException.class, (error, request, response) -> {
            int status = STATUSES.getOrDefault(error.getClass(), UNAVAILABLE);
            response.status(status);
            response.type(JSON);
            response.body(ErrorResponder.builder()
                    .statusCode(status)
                    .type(type(error))
                    .message(error.getMessage())
                    .asString());
        });
    }

    private static ErrorType type(AgentsException error) {
        if (error instanceof Invalid || error instanceof TooLarge) {
            return ErrorType.INVALID_ARGUMENT;
        }
        if (error instanceof NotFound) {
            return ErrorType.NOT_FOUND;
        }
        return STATUSES.containsKey(error.getClass()) ? ErrorType.WRONG_STATE : ErrorType.SERVER_ERROR;
    }
}
