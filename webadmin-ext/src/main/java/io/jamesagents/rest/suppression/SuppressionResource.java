package io.jamesagents.rest.suppression;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.apikey.Scope;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Answers;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.answer.Ok;
import io.jamesagents.rest.answer.Rows;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Query;
import io.jamesagents.rest.request.Takes;
import io.jamesagents.suppression.Suppressions;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** Addresses to which nothing is sent any more. */
@Path("v1/delivery/suppressions")
public final class SuppressionResource {
    private static final int DEFAULT_ROWS = 50;
    private static final int MAX_ROWS = 200;

    private final Suppressions suppressions;
    private final Places places;

    public SuppressionResource(Suppressions suppressions, Places places) {
        this.suppressions = suppressions;
        this.places = places;
    }

    /** The newest first. */
    @GET
    @Needs(Scope.MESSAGES_READ)
    @Doc(
            value = "List addresses to which nothing is sent",
            more =
                    "One of inbox_id, domain_id and email is needed. What holds for a whole domain or organisation is in the"
                            + " list of an inbox, too.")
    @Takes({
        "inbox_id",
        "domain_id",
        "email: Only what holds for this address",
        "limit: 1.." + MAX_ROWS + " = " + DEFAULT_ROWS,
        "cursor"
    })
    public Rows<SuppressionView> list(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        Query query = call.query();
        String email = email(query);
        if (query.inbox() == null && query.domain() == null && email == null) {
            throw new Invalid("inbox_id", "One of inbox_id, domain_id, email is required");
        }
        places.require(call.reach(), query.inbox(), query.domain());
        return Rows.of(
                suppressions.list(
                        call.reach(),
                        query.inbox(),
                        query.domain(),
                        email,
                        query.limit(DEFAULT_ROWS, MAX_ROWS),
                        query.cursor()),
                SuppressionView::of);
    }

    @POST
    @Needs(Scope.MESSAGES_WRITE)
    @Answers(201)
    @Doc(
            value = "Send nothing more to an address",
            more =
                    "From an inbox, from the inboxes of a domain, or from the whole organisation. An entry that is there and"
                            + " lasts as long stays as it is, and is the answer.")
    public Both<SuppressionView> add(@Context ContainerRequestContext request, SuppressionBody body) {
        return Both.of(SuppressionView.of(suppressions.add(Call.of(request).caller(), body.wanted())));
    }

    @DELETE
    @Path("{email}")
    @Needs(Scope.MESSAGES_WRITE)
    @Doc(value = "Send to an address again", more = "Without inbox_id and domain_id, from everywhere.")
    @Takes({"inbox_id: Only from this inbox", "domain_id: Only what was said of this domain as a whole"})
    public Both<Ok> remove(@Context ContainerRequestContext request, @PathParam("email") String email) {
        return remove(Call.of(request), email);
    }

    @DELETE
    @Needs(Scope.MESSAGES_WRITE)
    @Doc(value = "Send to an address again", more = "Without inbox_id and domain_id, from everywhere.")
    @Takes({
        "email!: The address",
        "inbox_id: Only from this inbox",
        "domain_id: Only what was said of this domain as a whole"
    })
    public Both<Ok> removeByQuery(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        String email = email(call.query());
        if (email == null) {
            throw new Invalid("email", "email is required");
        }
        return remove(call, email);
    }

    private Both<Ok> remove(Call call, String email) {
        Query query = call.query();
        places.require(call.reach(), query.inbox(), query.domain());
        suppressions.remove(call.caller(), email, query.inbox(), query.domain());
        return Both.of(Ok.OK);
    }

    /** The plus sign of a tag that was not encoded arrives as a space. */
    private static String email(Query query) {
        String email = query.text("email");
        return email == null || email.contains("<") ? email : email.replace(' ', '+');
    }
}
