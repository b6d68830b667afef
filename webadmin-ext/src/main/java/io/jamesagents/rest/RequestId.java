package io.jamesagents.rest;

import io.jamesagents.Ids;
import jakarta.ws.rs.container.ContainerRequestContext;

/** The id under which a request is logged and answered: the caller's own, if it is short and printable. */
public final class RequestId {
    public static final String HEADER = "X-Request-ID";
    private static final String PROPERTY = RequestId.class.getName();
    private static final int MAX = 128;

    private RequestId() {}

    /** The id to use for a caller that wants this one, or, with null, none in particular. */
    static String of(String wanted) {
        return acceptable(wanted) ? wanted : Ids.random("");
    }

    static String assign(ContainerRequestContext request) {
        String id = of(request.getHeaderString(HEADER));
        request.setProperty(PROPERTY, id);
        return id;
    }

    private static boolean acceptable(String id) {
        return id != null && !id.isEmpty() && id.length() <= MAX && id.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    public static String of(ContainerRequestContext request) {
        Object id = request.getProperty(PROPERTY);
        return id == null ? of((String) null) : id.toString();
    }
}
