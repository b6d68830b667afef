package io.jamesagents.rest.thread;

import io.jamesagents.apikey.Scope;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Query;
import io.jamesagents.rest.request.Takes;
import io.jamesagents.store.Order;
import io.jamesagents.thread.ThreadStatus;
import io.jamesagents.thread.Threads;
import io.jamesagents.thread.Threads.Filter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** The list of an organisation's threads. */
@Path("v1/threads")
public final class ThreadResource {
    private static final int DEFAULT_ROWS = 20;
    private static final int MAX_ROWS = 100;

    private final Threads threads;
    private final Places places;

    public ThreadResource(Threads threads, Places places) {
        this.threads = threads;
        this.places = places;
    }

    @GET
    @Needs(Scope.THREADS_READ)
    @Doc(value = "List threads by their newest mail", more = "One of inbox_id and domain_id is needed.")
    @Takes({
        "inbox_id",
        "domain_id",
        "status: open|needs_reply|waiting|closed Only threads of this status",
        "tag: Only threads with this tag",
        "assigned_to: Only threads of this assignee",
        "order: asc|desc = desc",
        "limit: 1.." + MAX_ROWS + " = " + DEFAULT_ROWS,
        "cursor"
    })
    public Rows<ThreadView> list(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        Query query = call.query();
        Filter filter = filter(call);
        Order order = query.order(Order.DESC);
        int limit = query.limit(DEFAULT_ROWS, MAX_ROWS);
        return Rows.of(threads.list(call.reach(), filter, order, limit, query.cursor()), ThreadView::of);
    }

    private Filter filter(Call call) {
        Query query = call.query();
        String status = query.text("status");
        Filter filter = new Filter(
                query.inbox(),
                query.domain(),
                status == null ? null : ThreadStatus.parse(status),
                query.text("tag"),
                query.text("assigned_to"));
        places.require(call.reach(), filter.inbox(), filter.domain());
        return filter;
    }
}
