package io.jamesagents.rest.suppression;

import io.jamesagents.agent.AddressLimits;
import io.jamesagents.rest.access.Public;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Takes;
import io.jamesagents.suppression.UnsubscribeLinks.Link;
import io.jamesagents.suppression.Unsubscriptions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/**
 * Where the link in a mail leads that its recipient does not want any more (RFC 8058). Looking at it changes nothing: programs
 * follow links, too. Whatever a POST's body says, it is not read.
 */
@Path("unsubscribe")
public final class UnsubscribeResource {
    private static final String HTML = "text/html;charset=utf-8";
    private static final String POLICY =
            "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final byte[] QUESTION = page("<p>Do you want no more mail from this sender?</p>"
            + "<form method=\"post\"><button>Unsubscribe</button></form>");
    private static final byte[] DONE = page("<p>You will get no more mail from this sender.</p>");

    private final Unsubscriptions unsubscriptions;
    private final AddressLimits limits;

    public UnsubscribeResource(Unsubscriptions unsubscriptions, AddressLimits limits) {
        this.unsubscriptions = unsubscriptions;
        this.limits = limits;
    }

    private static byte[] page(String content) {
        String html = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>Unsubscribe</title></head><body>"
                + content + "</body></html>";
        return html.getBytes(StandardCharsets.UTF_8);
    }

    @GET
    @Public
    @Doc(value = "Ask a person whether to unsubscribe", gives = MediaType.TEXT_HTML, fails = 404)
    @Takes("token!: What the link in the mail has")
    public Response ask(@QueryParam("token") String token) {
        unsubscriptions.require(token);
        return answer(QUESTION);
    }

    @POST
    @Public
    @Doc(
            value = "Unsubscribe, with one click",
            more = "The inbox that the mail came from sends nothing to its recipient any more.",
            gives = MediaType.TEXT_HTML,
            fails = {404, 429})
    @Takes("token!: What the link in the mail has")
    public Response unsubscribe(@Context ContainerRequestContext request, @QueryParam("token") String token) {
        Link link = unsubscriptions.require(token);
        limits.refuse(limits.countUnsubscribe(Call.remoteAddress(request)));
        unsubscriptions.unsubscribe(link);
        return answer(DONE);
    }

    private static Response answer(byte[] page) {
        return Response.ok(page, HTML)
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
