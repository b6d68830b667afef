package io.jamesagents.rest;

import io.jamesagents.rest.request.Call;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.slf4j.MDC;

/** Gives every request its id, and takes whatever it says about its form as JSON: clients say many things. */
@PreMatching
@Priority(0)
final class Arrival implements ContainerRequestFilter {
    static final String LOGGED_ID = "request_id";

    @Override
    public void filter(ContainerRequestContext request) {
        MDC.put(LOGGED_ID, RequestId.assign(request));
        Call.keepContentType(request);
        request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
        request.getHeaders().remove(HttpHeaders.ACCEPT_CHARSET);
        request.getHeaders().remove(HttpHeaders.ACCEPT_ENCODING);
        request.getHeaders().remove(HttpHeaders.ACCEPT_LANGUAGE);
    }
}
