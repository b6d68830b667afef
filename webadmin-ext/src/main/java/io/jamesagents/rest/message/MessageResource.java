package io.jamesagents.rest.message;

import io.jamesagents.apikey.Scope;
import io.jamesagents.message.MessageBody;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.MessageQuery;
import io.jamesagents.message.MessageView;
import io.jamesagents.message.Messages;
import io.jamesagents.message.Preview;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Query;
import io.jamesagents.rest.request.Takes;
import io.jamesagents.store.Order;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The messages of an organisation, across threads. */
@Path("v1/messages")
public final class MessageResource {
    static final int DEFAULT_ROWS = 50;
    static final int MAX_ROWS = 1000;

    private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("utf-8");

    /** Even if something was left in the page, a browser does not run or load it; links open elsewhere. */
    private static final String POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
            + " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private final Messages messages;
    private final Places places;

    public MessageResource(Messages messages, Places places) {
        this.messages = messages;
        this.places = places;
    }

    @GET
    @Needs(Scope.MESSAGES_READ)
    @Doc(value = "List messages", more = "One of inbox_id, domain_id and sender is needed.")
    @Takes({
        "inbox_id",
        "domain_id",
        "sender: Only what was sent from this address",
        "before",
        "after",
        "order: asc|desc = desc",
        "limit: 1.." + MAX_ROWS + " = " + DEFAULT_ROWS,
        "cursor"
    })
    public Rows<MessageView> list(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        MessageQuery wanted = wanted(call.query());
        places.require(call.reach(), wanted.inbox(), wanted.domain());
        return Rows.of(messages.list(call.reach(), wanted), MessageView::of);
    }

    @GET
    @Path("{message}/preview")
    @Needs(Scope.MESSAGES_READ)
    @Doc(
            value = "Show a message to a person",
            more = "A page without scripts, forms, pictures and anything that is loaded.",
            gives = MediaType.TEXT_HTML)
    public Response preview(@Context ContainerRequestContext request, @PathParam("message") MessageId id) {
        MessageBody body = messages.get(Call.of(request).reach(), id).body();
        return Response.ok(Preview.of(body), HTML)
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-site")
                .build();
    }

    private static MessageQuery wanted(Query query) {
        return new MessageQuery(
                null,
                query.inbox(),
                query.domain(),
                query.text("sender"),
                query.time("before"),
                query.time("after"),
                query.order(Order.DESC),
                query.limit(DEFAULT_ROWS, MAX_ROWS),
                query.cursor());
    }
}
