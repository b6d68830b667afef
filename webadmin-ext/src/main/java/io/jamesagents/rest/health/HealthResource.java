package io.jamesagents.rest.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jamesagents.rest.access.Public;
import io.jamesagents.rest.openapi.Doc;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.function.BooleanSupplier;

/** Whether this server can do its work, for load balancers and supervisors. */
@Path("health")
public final class HealthResource {
    private final BooleanSupplier storeAnswers;

    public HealthResource(BooleanSupplier storeAnswers) {
        this.storeAnswers = storeAnswers;
    }

    /** How it is; the texts do not change. An error, as every answer of such a status has, is there when all is not well. */
    public record Health(String status, String store, @JsonInclude(JsonInclude.Include.NON_NULL) String error) {}

    @GET
    @Public
    @Doc(value = "Tell whether the server can do its work", answer = Health.class)
    public Response get() {
        return storeAnswers.getAsBoolean()
                ? Response.ok(new Health("ok", "ok", null)).build()
                : Response.status(Status.SERVICE_UNAVAILABLE)
                        .entity(new Health("unavailable", "unavailable", "The store does not answer"))
                        .build();
    }
}
