package io.jamesagents.rest.search;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.rest.request.Query;
import io.jamesagents.search.Refinement;
import io.jamesagents.search.SearchQuery;
import java.util.List;

/** A search as older clients send it. */
public record SearchBody(
        @Field(required = true, example = "invoice") @JsonProperty("query") @JsonAlias("q") String query,
        @Field("An inbox or a domain is needed") @JsonProperty("filter") Filter filter,
        @JsonProperty("options") Options options) {

    /** Where to look, in one inbox or on one domain, and what else is asked for. */
    public record Filter(
            @JsonProperty("inbox_ids") @JsonAlias("inboxIds") List<String> inboxIds,
            @JsonProperty("inbox_id") @JsonAlias("inboxId") String inboxId,
            @JsonProperty("domain_id") @JsonAlias("domainId") String domainId,
            @JsonProperty("from") String from,
            @JsonProperty("to") String to,
            @JsonProperty("participant") String participant,
            @JsonProperty("before") String before,
            @JsonProperty("after") String after,
            @JsonProperty("direction") String direction,
            @JsonProperty("has_attachment") @JsonAlias("hasAttachment") Boolean hasAttachment,
            @JsonProperty("status") String status,
            @JsonProperty("tag") String tag) {

        private InboxId inbox() {
            if (inboxId != null) {
                return new InboxId(inboxId);
            }
            if (inboxIds != null && inboxIds.size() > 1) {
                throw new Invalid("filter.inbox_ids", "filter.inbox_ids may have one entry");
            }
            return inboxIds == null || inboxIds.isEmpty() ? null : new InboxId(inboxIds.get(0));
        }

        private Refinement refinement() {
            return Refinements.of(
                    from,
                    to,
                    participant,
                    before == null ? null : Query.time("filter.before", before),
                    after == null ? null : Query.time("filter.after", after),
                    direction,
                    hasAttachment == null ? null : hasAttachment.toString(),
                    status,
                    tag);
        }

        private DomainId domain() {
            return domainId == null ? null : new DomainId(domainId);
        }
    }

    /** How much to answer. */
    public record Options(@JsonProperty("limit") Integer limit) {}

    SearchQuery wanted() {
        int limit = options == null || options.limit() == null ? SearchResource.DEFAULT_ROWS : options.limit();
        return new SearchQuery(
                query,
                filter == null ? null : filter.inbox(),
                filter == null ? null : filter.domain(),
                filter == null ? Refinement.NONE : filter.refinement(),
                Math.max(1, Math.min(SearchResource.MAX_ROWS, limit)));
    }
}
