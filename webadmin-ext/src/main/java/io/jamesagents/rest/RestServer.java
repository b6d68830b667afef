package io.jamesagents.rest;

import io.jamesagents.metrics.Meters;
import io.jamesagents.outbound.SendLimits;
import io.jamesagents.rest.access.Credentials;
import io.jamesagents.rest.answer.OpenAnswers;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.ServerConfiguration;

/** Serves resources over HTTP: Jersey on Grizzly, with what the resources have in common around them. */
public final class RestServer implements AutoCloseable {
    private static final int IDLE_SECONDS = 60;
    private static final int READ_SECONDS = 15;
    private static final int WRITE_SECONDS = 30;
    private static final int MAX_HEADER_BYTES = 32 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final long MAX_SKIPPED_BYTES = 64L << 20;
    private static final String ROOT = "/";

    private final HttpSettings settings;
    private final HttpServer server = new HttpServer();
    private final NetworkListener listener;
    private final FrontDoor frontDoor;
    private final Collection<?> resources;

    /** The resources are used as they are given: every method of theirs says who may call it. */
    public RestServer(
            HttpSettings settings, Credentials credentials, SendLimits limits, Collection<?> resources, Meters meters) {
        this.settings = settings;
        this.resources = resources;
        this.listener = new NetworkListener("v1", settings.bind(), settings.port());
        Traffic traffic = new Traffic(resources, meters);
        this.frontDoor = FrontDoor.open(
                settings, limits, traffic, new RestApplication(settings, credentials, limits, traffic, resources));
        listen(limits);
        configure(server.getServerConfiguration());
    }

    private void listen(SendLimits limits) {
        listener.getKeepAlive().setIdleTimeoutInSeconds(IDLE_SECONDS);
        listener.getKeepAlive().setMaxRequestsCount(-1);
        listener.setMaxHttpHeaderSize(MAX_HEADER_BYTES);
        listener.setMaxRequestHeaders(MAX_HEADERS);
        listener.getFileCache().setEnabled(false);
        listener.getTransport().setTcpNoDelay(true);
        listener.getTransport().setReadTimeout(READ_SECONDS, TimeUnit.SECONDS);
        listener.getTransport().setWriteTimeout(WRITE_SECONDS, TimeUnit.SECONDS);
        listener.registerAddOn((network, filters) -> filters.add(new UpgradeRefusal()));
        listener.registerAddOn((network, filters) -> JsonRefusals.install(network, limits, filters));
        server.addListener(listener);
    }

    private void configure(ServerConfiguration configuration) {
        configuration.addHttpHandler(frontDoor, ROOT);
        configuration.setAllowPayloadForUndefinedHttpMethods(true);
        configuration.setMaxPayloadRemainderToSkip(MAX_SKIPPED_BYTES);
        configuration.setPassTraceRequest(true);
        configuration.setDefaultErrorPageGenerator(frontDoor::errorPage);
    }

    /** Begins to serve; says which address it was when that is not possible. */
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            server.shutdownNow();
            frontDoor.close();
            throw new IOException(
                    "cannot listen for HTTP on " + settings.bind() + ":" + settings.port() + ": " + e.getMessage(), e);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return listener.getPort();
    }

    /** Ends the answers that resources hold open, takes no more requests, and gives those under way the settings' grace. */
    @Override
    public void close() {
        resources.forEach(RestServer::close);
        long grace = settings.grace().toMillis();
        try {
            server.shutdown(grace, TimeUnit.MILLISECONDS).get(grace, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // What is still under way is cut off below.
        } finally {
            server.shutdownNow();
            frontDoor.close();
        }
    }

    private static void close(Object resource) {
        if (resource instanceof OpenAnswers open) {
            open.close();
        }
    }
}
