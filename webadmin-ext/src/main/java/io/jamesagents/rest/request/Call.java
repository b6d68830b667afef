package io.jamesagents.rest.request;

import io.jamesagents.apikey.Caller;
import io.jamesagents.inbox.Reach;
import io.jamesagents.org.OrgId;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A request of somebody who is known, and the parameters of its query. */
public record Call(Caller caller, Query query) {
    /** The property of a request that has the address of the client. */
    public static final String REMOTE_ADDRESS = "io.jamesagents.remote-address";

    /** The property of a request that has the URL of the address it came in on. */
    public static final String LOCAL_URL = "io.jamesagents.local-url";

    private static final String CONTENT_TYPE = "io.jamesagents.content-type";
    private static final String CALLER = Caller.class.getName();
    private static final String AUTHORISED = "io.jamesagents.authorised";
    private static final String INNER = "io.jamesagents.inner";
    private static final String RATE_WINDOW = RateWindow.class.getName();
    private static final String SERVER_TIME = "io.jamesagents.server-time";

    public static Call of(ContainerRequestContext request) {
        Caller caller = callerOf(request).orElseThrow(() -> new IllegalStateException("nobody was authenticated"));
        return new Call(caller, new Query(request.getUriInfo().getQueryParameters(), Declared.names(request)));
    }

    /** Who makes the request; empty before authentication and on public resources. */
    public static Optional<Caller> callerOf(ContainerRequestContext request) {
        return Optional.ofNullable((Caller) request.getProperty(CALLER));
    }

    public static void setCaller(ContainerRequestContext request, Caller caller) {
        request.setProperty(CALLER, caller);
    }

    /** Whether who makes the request is still let in, for answers that take long; it asks the database. */
    public static BooleanSupplier authorised(ContainerRequestContext request) {
        return (BooleanSupplier) request.getProperty(AUTHORISED);
    }

    public static void setAuthorised(ContainerRequestContext request, BooleanSupplier authorised) {
        request.setProperty(AUTHORISED, authorised);
    }

    /**
     * Makes a request that this process makes itself, in the course of one that came from outside, one of the same caller from
     * the same address. Its properties are its own and are used for no other request.
     */
    public static void inherit(ContainerRequestContext inner, ContainerRequestContext outer) {
        for (String name : List.of(CALLER, AUTHORISED, REMOTE_ADDRESS, LOCAL_URL)) {
            inner.setProperty(name, outer.getProperty(name));
        }
        inner.setProperty(INNER, true);
    }

    /** Whether the request was made by this process, and inherited its caller. */
    public static boolean isInner(ContainerRequestContext request) {
        return request.getProperty(INNER) != null;
    }

    /** Where the request comes from: the other end of the connection, or what a trusted proxy there says. */
    public static String remoteAddress(ContainerRequestContext request) {
        return String.valueOf(request.getProperty(REMOTE_ADDRESS));
    }

    /** Where the request came in, without a slash at the end. */
    public static String localUrl(ContainerRequestContext request) {
        return String.valueOf(request.getProperty(LOCAL_URL));
    }

    /** Keeps what the caller says the body is, before it is taken for JSON. */
    public static void keepContentType(ContainerRequestContext request) {
        request.setProperty(CONTENT_TYPE, request.getHeaderString(HttpHeaders.CONTENT_TYPE));
    }

    /** What the caller says the body is, or null. */
    public static String contentType(ContainerRequestContext request) {
        return (String) request.getProperty(CONTENT_TYPE);
    }

    /** What {@code X-RateLimit} headers say of this request, where it is not the sending of mail. */
    public static Optional<RateWindow> rateWindow(ContainerRequestContext request) {
        return Optional.ofNullable((RateWindow) request.getProperty(RATE_WINDOW));
    }

    public static void setRateWindow(ContainerRequestContext request, RateWindow window) {
        request.setProperty(RATE_WINDOW, window);
    }

    /** What time it was, in milliseconds, when a request came whose credentials depend on the time. */
    public static Optional<Long> serverTime(ContainerRequestContext request) {
        return Optional.ofNullable((Long) request.getProperty(SERVER_TIME));
    }

    public static void setServerTime(ContainerRequestContext request, long millis) {
        request.setProperty(SERVER_TIME, millis);
    }

    public Reach reach() {
        return caller.reach();
    }

    public OrgId org() {
        return caller.orgId();
    }
}
