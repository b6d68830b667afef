package io.jamesagents.rest.deletion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.deletion.DeletionRequest;
import io.jamesagents.deletion.DeletionScope;
import io.jamesagents.deletion.DeletionState;
import io.jamesagents.deletion.Deletions.Issued;
import io.jamesagents.rest.openapi.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A deletion request on the wire; what does not apply is left out. */
@JsonInclude(Include.NON_NULL)
public record DeletionView(
        String id,
        String scope,
        @JsonProperty("inbox_id") @Nullable String inboxId,
        @Nullable String before,
        @Field(oneOf = {"pending", "executing", "completed", "failed", "expired"}) String status,
        Map<String, Long> preview,
        @JsonProperty("deleted_counts") @Nullable Map<String, Long> deletedCounts,
        @JsonProperty("confirmation_token") @Nullable String confirmationToken,
        @JsonProperty("confirm_by") String confirmBy,
        @JsonProperty("requested_at") String requestedAt,
        @JsonProperty("confirmed_at") @Nullable String confirmedAt,
        @JsonProperty("completed_at") @Nullable String completedAt,
        @Nullable String warning,
        @Nullable String error) {

    static DeletionView of(DeletionRequest request) {
        return of(request, null, null);
    }

    static DeletionView of(Issued issued) {
        return of(issued.request(), issued.token(), warning(issued.request()));
    }

    private static DeletionView of(DeletionRequest request, String token, String warning) {
        return new DeletionView(
                request.id(),
                request.wanted().scope().word(),
                request.wanted().inbox() == null
                        ? null
                        : request.wanted().inbox().value(),
                Json.time(request.wanted().before()),
                request.state().word(),
                request.preview().withTotal(),
                begun(request) ? request.deleted().withTotal() : null,
                token,
                Json.time(request.confirmBy()),
                Json.time(request.requestedAt()),
                Json.time(request.confirmedAt()),
                Json.time(request.completedAt()),
                warning,
                request.error());
    }

    private static boolean begun(DeletionRequest request) {
        return request.state() != DeletionState.PENDING && request.state() != DeletionState.EXPIRED;
    }

    private static String warning(DeletionRequest request) {
        String end = request.wanted().scope() == DeletionScope.ORGANIZATION
                ? " The organisation ends and its API keys, this one included, stop working."
                : "";
        return "Once confirmed, this cannot be undone." + end;
    }

    @Override
    public String toString() {
        return "DeletionView[" + id + "]";
    }
}
