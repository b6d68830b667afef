package io.jamesagents.rest.mcp;

import io.jamesagents.rest.RequestId;
import io.jamesagents.rest.answer.OpenAnswer;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Turns;
import io.jamesagents.rest.signature.ReceivedRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.AbstractContainerLifecycleListener;
import org.glassfish.jersey.server.spi.Container;

/**
 * Requests that this process makes itself, on the thread that needs the answer. They go the way of those from outside: the
 * same filters, resources and failures; only the caller is known already.
 */
final class InnerRequests extends AbstractContainerLifecycleListener {
    private volatile ApplicationHandler application;

    @Override
    public void onStartup(Container container) {
        application = container.getApplicationHandler();
    }

    /** Makes a request in the course of another one. */
    InnerAnswer send(ToolRequest wanted, ContainerRequestContext outer) {
        URI base = outer.getUriInfo().getBaseUri();
        ContainerRequest inner = new ContainerRequest(
                base,
                base.resolve(wanted.target()),
                wanted.method(),
                outer.getSecurityContext(),
                new MapPropertiesDelegate(),
                application.getConfiguration());
        inner.setEntityStream(new ByteArrayInputStream(wanted.body()));
        inner.header(RequestId.HEADER, RequestId.of(outer));
        inner.setProperty(ReceivedRequest.PROPERTY, received(wanted, outer));
        Call.inherit(inner, outer);
        return answer(inner);
    }

    /** Without headers: none of those of the other request is meant for this one. */
    private static ReceivedRequest received(ToolRequest wanted, ContainerRequestContext outer) {
        String[] target = wanted.target().split("\\?", 2);
        String query = target.length < 2 ? null : target[1];
        return new ReceivedRequest(
                wanted.method(), ReceivedRequest.of(outer).base(), target[0], query, name -> List.of());
    }

    private InnerAnswer answer(ContainerRequest inner) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            ContainerResponse response = application.apply(inner, body).get();
            return new InnerAnswer(response.getStatus(), body.toByteArray(), OpenAnswer.leftOf(inner));
        } catch (ExecutionException e) {
            throw new IllegalStateException("an inner request failed outside its resource", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("an inner request was interrupted", e);
        } finally {
            Turns.end();
        }
    }
}
