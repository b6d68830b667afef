package io.jamesagents.rest.mcp;

import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.request.BodyBytes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The operations of the API as tools of the Model Context Protocol, over its streamable HTTP transport: every answer is one
 * JSON document, there are no sessions, and the server sends nothing of its own accord.
 */
@Path("mcp")
public final class McpResource {
    private static final long MAX_BYTES = 14L << 20;

    private final Origins origins;
    private final InnerRequests requests = new InnerRequests();
    private final Methods methods;

    /** Makes tools of what these resources offer. */
    public McpResource(McpSettings settings, @Nullable String publicUrl, Collection<?> resources) {
        this.origins = new Origins(settings, publicUrl);
        this.methods = new Methods(new Tools(resources), requests);
    }

    /** What has to be registered beside this for calls to reach the resources. */
    public Object requests() {
        return requests;
    }

    @POST
    @Needs
    public Response post(@Context ContainerRequestContext request) {
        origins.require(request.getHeaderString("Origin"));
        return Exchange.answer(methods, request, BodyBytes.read(request, MAX_BYTES));
    }
}
