package io.jamesagents.rest.thread;

import io.jamesagents.apikey.Scope;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Query;
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
    private final Inboxes inboxes;
    private final MailDomains domains;

    public ThreadResource(Threads threads, Inboxes inboxes, MailDomains domains) {
        this.threads = threads;
        this.inboxes = inboxes;
        this.domains = domains;
    }

    @GET
    @Needs(Scope.THREADS_READ)
    public Rows<ThreadView> list(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        Query query = call.query();
        Filter filter = filter(call);
        Order order = query.order(Order.DESC);
        int limit = query.limit(DEFAULT_ROWS, MAX_ROWS);
        return Rows.of(threads.list(call.reach(), filter, order, limit, query.cursor()), ThreadView::of);
    }

    /** An inbox or domain that is not the caller's is an error, not an empty list. */
    private Filter filter(Call call) {
        Query query = call.query();
        String status = query.text("status");
        Filter filter = new Filter(
                query.inbox(),
                query.domain(),
                status == null ? null : ThreadStatus.parse(status),
                query.text("tag"),
                query.text("assigned_to"));
        if (filter.inbox() != null) {
            inboxes.requireExisted(call.reach(), filter.inbox());
        }
        if (filter.domain() != null) {
            domains.get(call.org(), filter.domain());
        }
        return filter;
    }
}
