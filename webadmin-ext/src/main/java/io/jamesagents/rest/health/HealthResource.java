package io.jamesagents.rest.health;

import io.jamesagents.rest.access.Public;
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

    /** How it is; the two texts do not change. */
    public record Health(String status, String store) {}

    @GET
    @Public
    public Response get() {
        return storeAnswers.getAsBoolean()
                ? Response.ok(new Health("ok", "ok")).build()
                : Response.status(Status.SERVICE_UNAVAILABLE)
                        .entity(new Health("unavailable", "unavailable"))
                        .build();
    }
}
