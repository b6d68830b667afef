package io.jamesagents.rest.search;

import io.jamesagents.apikey.Scope;
import io.jamesagents.inbox.Reach;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Query;
import io.jamesagents.rest.request.Slow;
import io.jamesagents.rest.request.Takes;
import io.jamesagents.search.Search;
import io.jamesagents.search.SearchQuery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** Finds threads. */
@Path("v1/search")
public final class SearchResource {
    static final int DEFAULT_ROWS = 20;
    static final int MAX_ROWS = 100;

    private final Search search;
    private final Places places;

    public SearchResource(Search search, Places places) {
        this.search = search;
        this.places = places;
    }

    /** Indexing was asked for: it happens by itself, so there is nothing to do. */
    public record Indexed(boolean success) {}

    @GET
    @Slow
    @Path("threads")
    @Needs(Scope.THREADS_READ)
    @Doc(
            value = "Find threads",
            more =
                    "By meaning and by words. One of inbox_id and domain_id is needed. All filters but status and tag are about"
                            + " the message that is found, status and tag about its thread.")
    @Takes({
        "q!: What to look for",
        "inbox_id",
        "domain_id",
        "from: An address, or a domain",
        "to: An address or a domain among the recipients",
        "participant: An address or a domain among sender and recipients",
        "before",
        "after",
        "direction: inbound|outbound Only what came in, or was sent",
        "has_attachment: true|false Only mail with files, or without",
        "status: open|needs_reply|waiting|closed Only threads of this status",
        "tag: Only threads with this tag",
        "limit: 1.." + MAX_ROWS + " = " + DEFAULT_ROWS
    })
    public Found threads(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        Query query = call.query();
        int limit = query.limit(DEFAULT_ROWS, MAX_ROWS);
        return find(
                call.reach(),
                new SearchQuery(query.text("q"), query.inbox(), query.domain(), Refinements.of(query), limit));
    }

    /** The same, as older clients ask. */
    @POST
    @Needs(Scope.THREADS_READ)
    @Doc("Find threads, as older clients ask")
    public Found search(@Context ContainerRequestContext request, SearchBody body) {
        return find(Call.of(request).reach(), body.wanted());
    }

    /** Older clients ask for mail to be indexed, which happens by itself: this changes nothing. */
    @POST
    @Path("index")
    @Needs(Scope.THREADS_WRITE)
    @Doc("Do nothing: mail is indexed by itself")
    public Both<Indexed> index() {
        return Both.of(new Indexed(true));
    }

    /** As {@code index}. */
    @POST
    @Path("index/batch")
    @Needs(Scope.THREADS_WRITE)
    @Doc("Do nothing: mail is indexed by itself")
    public Both<Indexed> indexBatch() {
        return index();
    }

    private Found find(Reach reach, SearchQuery query) {
        places.require(reach, query.inbox(), query.domain());
        return Found.of(search.find(reach, query));
    }
}
