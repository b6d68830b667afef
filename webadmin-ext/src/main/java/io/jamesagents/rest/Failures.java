package io.jamesagents.rest;

import io.jamesagents.AgentsException;
import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Gone;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.Limited;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.AgentsException.TooLarge;
import io.jamesagents.AgentsException.Unauthenticated;
import io.jamesagents.rest.answer.ErrorAnswer;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Turns whatever went wrong into an answer; what the caller cannot understand is logged and not shown. */
final class Failures implements ExceptionMapper<Throwable> {
    static final String INTERNAL = "Internal server error";

    private static final Logger LOGGER = LoggerFactory.getLogger(Failures.class);
    private static final int MAX_CAUSES = 8;
    private static final Map<Class<? extends AgentsException>, Status> STATUSES = Map.of(
            NotFound.class, Status.NOT_FOUND,
            Invalid.class, Status.BAD_REQUEST,
            Unauthenticated.class, Status.UNAUTHORIZED,
            Forbidden.class, Status.FORBIDDEN,
            Conflict.class, Status.CONFLICT,
            Gone.class, Status.GONE,
            TooLarge.class, Status.REQUEST_ENTITY_TOO_LARGE,
            Limited.class, Status.TOO_MANY_REQUESTS);

    @Override
    public Response toResponse(Throwable error) {
        AgentsException known = known(error);
        if (known != null) {
            return known(known);
        }
        if (error instanceof WebApplicationException refused) {
            return refused(refused.getResponse());
        }
        LOGGER.error("request {} failed", MDC.get(Arrival.LOGGED_ID), error);
        return json(Status.INTERNAL_SERVER_ERROR, ErrorAnswer.of(INTERNAL)).build();
    }

    /** Jersey wraps what the constructor of a path parameter throws. */
    private static AgentsException known(Throwable error) {
        Throwable cause = error;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (cause instanceof AgentsException known) {
                return known;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static Response known(AgentsException error) {
        Status status = STATUSES.getOrDefault(error.getClass(), Status.SERVICE_UNAVAILABLE);
        if (status == Status.SERVICE_UNAVAILABLE) {
            LOGGER.warn("request {} could not be served", MDC.get(Arrival.LOGGED_ID), error);
        }
        ResponseBuilder answer = json(status, ErrorAnswer.of(error));
        if (error instanceof Limited limited) {
            answer.header(HttpHeaders.RETRY_AFTER, ErrorAnswer.seconds(limited));
        }
        if (error instanceof Unauthenticated) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.build();
    }

    /** Keeps the status and, for a wrong method, the header that names the right ones. */
    private static Response refused(Response response) {
        ResponseBuilder answer = json(response.getStatusInfo().toEnum(), ErrorAnswer.of(text(response)));
        if (!response.getAllowedMethods().isEmpty()) {
            answer.allow(response.getAllowedMethods());
        }
        return answer.build();
    }

    private static String text(Response response) {
        return switch (response.getStatusInfo().toEnum()) {
            case NOT_FOUND -> "Not found";
            case METHOD_NOT_ALLOWED -> "Method not allowed";
            default -> response.getStatusInfo().getReasonPhrase();
        };
    }

    private static ResponseBuilder json(Status status, ErrorAnswer answer) {
        return Response.status(status).entity(answer).type(MediaType.APPLICATION_JSON_TYPE);
    }
}
