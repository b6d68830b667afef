package io.jamesagents.rest.message;

import io.jamesagents.apikey.Scope;
import io.jamesagents.outbound.Accepted;
import io.jamesagents.outbound.Sender;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Answers;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Takes;
import io.jamesagents.rest.request.UpTo;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/** Sends mail. */
@Path("v1/messages/send")
public final class SendResource {
    private static final int MAX_MIB = 40;

    private final Sender sender;

    public SendResource(Sender sender) {
        this.sender = sender;
    }

    @POST
    @Needs(Scope.MESSAGES_WRITE)
    @Answers(202)
    @Doc(value = "Send a mail, or answer a thread", answer = SentView.class, fails = 409)
    @Takes({"Idempotency-Key: The same key gives the same answer for 24 hours"})
    public Response send(@Context ContainerRequestContext request, @UpTo(MAX_MIB) SendBody body) {
        String key = request.getHeaderString("Idempotency-Key");
        Accepted accepted = sender.send(Call.of(request).caller(), body.request(), key);
        ResponseBuilder answer = Response.ok(SentView.of(accepted));
        return accepted.replayed()
                ? answer.header("Idempotency-Replayed", "true").build()
                : answer.build();
    }
}
