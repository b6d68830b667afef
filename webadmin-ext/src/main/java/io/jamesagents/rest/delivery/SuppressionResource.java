package io.jamesagents.rest.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.apikey.Scope;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Query;
import io.jamesagents.rest.request.Takes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Addresses to which nothing is sent any more. */
@Path("v1/delivery/suppressions")
public final class SuppressionResource {
    private final Places places;

    public SuppressionResource(Places places) {
        this.places = places;
    }

    /** A suppressed address on the wire. */
    public record SuppressionView(
            String email,
            String reason,
            String type,
            String source,
            @JsonProperty("inbox_id") @Nullable String inboxId,
            @JsonProperty("created_at") String createdAt) {}

    /** The newest first. No address is suppressed yet, so that the list is empty. */
    @GET
    @Needs(Scope.MESSAGES_READ)
    @Doc(value = "List addresses to which nothing is sent", more = "One of inbox_id, domain_id and email is needed.")
    @Takes({"inbox_id", "domain_id", "email: Only this address", "cursor"})
    public Rows<SuppressionView> list(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        Query query = call.query();
        if (query.inbox() == null && query.domain() == null && query.text("email") == null) {
            throw new Invalid("inbox_id", "One of inbox_id, domain_id, email is required");
        }
        places.require(call.reach(), query.inbox(), query.domain());
        query.cursor();
        return Rows.all(List.of());
    }
}
