package io.jamesagents.rest.openapi;

import io.jamesagents.Json;
import io.jamesagents.rest.access.Public;
import io.jamesagents.rest.request.Slow;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The description of this API, for tools. It is made from the resources when somebody first asks for it. */
@Path("openapi.json")
public final class OpenApiResource {
    private final List<Object> resources;
    private byte[] document;

    /** Describes these and itself. */
    public OpenApiResource(Collection<?> resources) {
        this.resources = new ArrayList<>(resources);
        this.resources.add(this);
    }

    @GET
    @Slow
    @Public
    @Doc(value = "Describe this API in OpenAPI", answer = Map.class)
    public Response get() {
        return Response.ok(document(), MediaType.APPLICATION_JSON).build();
    }

    private synchronized byte[] document() {
        if (document == null) {
            document = Json.write(OpenApi.of(resources)).getBytes(StandardCharsets.UTF_8);
        }
        return document;
    }
}
