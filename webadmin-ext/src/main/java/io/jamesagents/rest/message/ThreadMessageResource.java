package io.jamesagents.rest.message;

import io.jamesagents.apikey.Scope;
import io.jamesagents.message.MessageQuery;
import io.jamesagents.message.MessageView;
import io.jamesagents.message.Messages;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Query;
import io.jamesagents.rest.request.Takes;
import io.jamesagents.store.Order;
import io.jamesagents.thread.ThreadId;
import io.jamesagents.thread.Threads;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** The messages of a thread. */
@Path("v1/threads/{thread}/messages")
public final class ThreadMessageResource {
    private final Threads threads;
    private final Messages messages;

    public ThreadMessageResource(Threads threads, Messages messages) {
        this.threads = threads;
        this.messages = messages;
    }

    @GET
    @Needs(Scope.THREADS_READ)
    @Doc("List the messages of a thread")
    @Takes({
        "order: asc|desc = asc",
        "limit: 1.." + MessageResource.MAX_ROWS + " = " + MessageResource.DEFAULT_ROWS,
        "cursor"
    })
    public Rows<MessageView> list(@Context ContainerRequestContext request, @PathParam("thread") ThreadId id) {
        Call call = Call.of(request);
        Query query = call.query();
        MessageQuery wanted = new MessageQuery(
                threads.get(call.reach(), id).id(),
                null,
                null,
                null,
                null,
                null,
                query.order(Order.ASC),
                query.limit(MessageResource.DEFAULT_ROWS, MessageResource.MAX_ROWS),
                query.cursor());
        return Rows.of(messages.list(call.reach(), wanted), MessageView::of);
    }
}
