package io.jamesagents.rest;

import io.jamesagents.apikey.Caller;
import io.jamesagents.outbound.SendLimits;
import io.jamesagents.outbound.SendLimits.Window;
import io.jamesagents.rest.request.Call;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The headers that every answer has. */
final class StandardHeaders implements ContainerResponseFilter {
    private static final Logger LOGGER = LoggerFactory.getLogger(StandardHeaders.class);
    private static final String SERVER_TIME = "X-Commune-Server-Time";
    private static final String HOUR = "-Hour";
    private static final String DAY = "-Day";
    /** The largest whole number that every JSON and JavaScript reader gets right. */
    private static final long UNLIMITED = (1L << 53) - 1;

    private final SendLimits limits;

    StandardHeaders(SendLimits limits) {
        this.limits = limits;
    }

    static Map<String, String> of(Window window, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(RequestId.HEADER, requestId);
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        limit(headers, "", window.hourLimit(), window.hourRemaining(), window.hourReset());
        limit(headers, HOUR, window.hourLimit(), window.hourRemaining(), window.hourReset());
        limit(headers, DAY, window.dayLimit(), window.dayRemaining(), window.dayReset());
        return headers;
    }

    private static void limit(Map<String, String> headers, String suffix, long limit, long left, Instant reset) {
        headers.put("X-RateLimit-Limit" + suffix, Long.toString(Math.min(limit, UNLIMITED)));
        headers.put("X-RateLimit-Remaining" + suffix, Long.toString(Math.max(0, Math.min(left, UNLIMITED))));
        headers.put("X-RateLimit-Reset" + suffix, Long.toString(reset.getEpochSecond()));
    }

    /** Of an inner request nobody sees the headers. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!Call.isInner(request)) {
            add(request, response);
        }
    }

    private void add(ContainerRequestContext request, ContainerResponseContext response) {
        Window window = Call.callerOf(request).map(this::window).orElseGet(limits::unused);
        Map<String, String> headers = of(window, RequestId.of(request));
        Call.rateWindow(request).ifPresent(rate -> limit(headers, "", rate.limit(), rate.remaining(), rate.reset()));
        Call.serverTime(request).ifPresent(millis -> headers.put(SERVER_TIME, Long.toString(millis)));
        headers.forEach(response.getHeaders()::putSingle);
        MDC.remove(Arrival.LOGGED_ID);
    }

    /** An answer is not lost because the numbers beside it cannot be read. */
    private Window window(Caller caller) {
        try {
            return limits.window(caller.orgId(), caller.org().tier());
        } catch (RuntimeException e) {
            LOGGER.warn("the limits of {} cannot be read", caller.orgId(), e);
            return limits.unused();
        }
    }
}
