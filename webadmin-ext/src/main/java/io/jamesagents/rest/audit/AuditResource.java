package io.jamesagents.rest.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.apikey.Scope;
import io.jamesagents.audit.Audit;
import io.jamesagents.audit.AuditEntry;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Takes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;

/** What was done to keys, agents, domains and stored data. */
@Path("v1/audit")
public final class AuditResource {
    private static final int DEFAULT_ROWS = 50;
    private static final int MAX_ROWS = 200;

    private final Audit audit;

    public AuditResource(Audit audit) {
        this.audit = audit;
    }

    /** An entry on the wire. */
    public record EntryView(
            String id,
            String actor,
            String action,
            @Nullable String subject,
            @Nullable JsonNode details,
            @JsonProperty("created_at") String createdAt) {

        static EntryView of(AuditEntry entry) {
            return new EntryView(
                    entry.id(),
                    entry.actor(),
                    entry.action(),
                    entry.subject(),
                    entry.details(),
                    Json.time(entry.createdAt()));
        }
    }

    /** The newest first. */
    @GET
    @Needs(Scope.ADMIN)
    @Doc("List what was done to keys, agents, domains and data")
    @Takes({"limit: 1.." + MAX_ROWS + " = " + DEFAULT_ROWS, "cursor"})
    public Rows<EntryView> list(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        call.reach().requireWholeOrganisation();
        int limit = call.query().limit(DEFAULT_ROWS, MAX_ROWS);
        return Rows.of(audit.list(call.org(), limit, call.query().cursor()), EntryView::of);
    }
}
