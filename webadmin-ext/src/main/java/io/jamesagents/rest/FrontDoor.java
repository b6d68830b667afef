package io.jamesagents.rest;

import io.jamesagents.Json;
import io.jamesagents.outbound.SendLimits;
import io.jamesagents.rest.answer.ErrorAnswer;
import io.jamesagents.rest.answer.OpenAnswer;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Turns;
import io.jamesagents.rest.signature.ReceivedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpContainer;
import org.glassfish.jersey.server.ContainerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests in, as many at a time as there are workers; a number may wait, the others are sent away at once. Answers
 * itself what does not get as far as Jersey.
 */
final class FrontDoor extends HttpHandler implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(FrontDoor.class);
    private static final String JSON = "application/json";

    private final HttpSettings settings;
    private final SendLimits limits;
    private final Traffic traffic;
    private final GrizzlyHttpContainer jersey;
    private final Workers workers;

    private FrontDoor(
            HttpSettings settings, SendLimits limits, Traffic traffic, GrizzlyHttpContainer jersey, Workers workers) {
        this.settings = settings;
        this.limits = limits;
        this.traffic = traffic;
        this.jersey = jersey;
        this.workers = workers;
    }

    /** Jersey finds its own parts through the class loader of the thread: that of this class, not that of the host. */
    static FrontDoor open(HttpSettings settings, SendLimits limits, Traffic traffic, RestApplication application) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(FrontDoor.class.getClassLoader());
        try {
            return new FrontDoor(
                    settings,
                    limits,
                    traffic,
                    ContainerFactory.createContainer(GrizzlyHttpContainer.class, application),
                    new Workers(settings));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public RequestExecutorProvider getRequestExecutorProvider() {
        return request -> workers;
    }

    @Override
    public void start() {
        super.start();
        jersey.start();
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        if (!workers.haveRoom()) {
            traffic.turnedAway();
            response.setHeader("Retry-After", "1");
            refuse(response, 503, "The server is overloaded");
            return;
        }
        try {
            request.setAttribute(Call.REMOTE_ADDRESS, client(request));
            request.setAttribute(ReceivedRequest.PROPERTY, received(request));
            // Nothing we answer depends on the host that was asked for, and not every host name is a valid URI.
            request.getRequest().serverName().setString("localhost");
            request.setAttribute(Call.LOCAL_URL, localUrl(request));
            jersey.service(request, response);
            OpenAnswer.goOn(request, response);
        } catch (IllegalArgumentException e) {
            LOGGER.debug("a request URI is not valid", e);
            refuse(response, 400, "The request URI is not valid");
        } catch (RuntimeException e) {
            LOGGER.warn("a request failed outside its resource", e);
            refuse(response, 500, Failures.INTERNAL);
        } finally {
            Turns.end();
        }
    }

    private static String localUrl(Request request) {
        String address = request.getLocalAddr();
        return "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + request.getLocalPort();
    }

    private String client(Request request) {
        return settings.proxies().client(request.getRemoteAddr(), request.getHeaders("X-Forwarded-For"));
    }

    private ReceivedRequest received(Request request) {
        String host = request.getHeader("Host");
        return new ReceivedRequest(
                request.getMethod().getMethodString(),
                settings.publicUrl() == null ? "http://" + host : settings.publicUrl(),
                request.getRequest()
                        .getRequestURIRef()
                        .getOriginalRequestURIBC()
                        .toString(),
                request.getQueryString(),
                name -> copy(request.getHeaders(name)));
    }

    private static List<String> copy(Iterable<String> values) {
        List<String> copy = new ArrayList<>();
        values.forEach(copy::add);
        return copy;
    }

    private void refuse(Response response, int status, String message) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(status);
        byte[] body = errorJson(response, message).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** What Grizzly shows when it refuses a request itself. */
    String errorPage(Request request, int status, String reason, String description, Throwable exception) {
        return errorJson(request.getResponse(), reason);
    }

    private String errorJson(Response response, String message) {
        String id = RequestId.of(response.getRequest().getHeader(RequestId.HEADER));
        response.setContentType(JSON);
        StandardHeaders.of(limits.unused(), id).forEach(response::setHeader);
        return Json.write(ErrorAnswer.of(message));
    }

    @Override
    public void destroy() {
        super.destroy();
        jersey.destroy();
    }

    @Override
    public void close() {
        workers.close();
    }
}
