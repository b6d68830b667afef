package io.jamesagents.rest.webhook;

import io.jamesagents.apikey.Scope;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.answer.Both;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Query;
import io.jamesagents.rest.request.Takes;
import io.jamesagents.rest.webhook.DeliveryAnswers.Listed;
import io.jamesagents.rest.webhook.DeliveryAnswers.One;
import io.jamesagents.rest.webhook.DeliveryAnswers.Replayed;
import io.jamesagents.rest.webhook.DeliveryAnswers.Retried;
import io.jamesagents.webhook.DeliveryId;
import io.jamesagents.webhook.DeliveryState;
import io.jamesagents.webhook.EndpointHealth;
import io.jamesagents.webhook.WebhookDeliveries;
import io.jamesagents.webhook.WebhookDeliveries.Filter;
import io.jamesagents.webhook.send.WebhookTest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** The webhooks that were sent, and those that still will be. */
@Path("v1/webhooks")
public final class DeliveryResource {
    private static final int DEFAULT_ROWS = 50;
    private static final int MAX_ROWS = 100;

    private final WebhookDeliveries deliveries;
    private final WebhookTest test;
    private final RecentHealth health;

    public DeliveryResource(WebhookDeliveries deliveries, WebhookTest test, EndpointHealth health) {
        this.deliveries = deliveries;
        this.test = test;
        this.health = new RecentHealth(health);
    }

    @GET
    @Path("deliveries")
    @Needs(Scope.MESSAGES_READ)
    @Doc("List webhook deliveries, the newest first")
    @Takes({
        "inbox_id",
        "status: pending|delivered|failed|dead|retrying|success Only deliveries in this state",
        "endpoint: Only deliveries to this URL",
        "limit: 1.." + MAX_ROWS + " = " + DEFAULT_ROWS,
        "offset: 0.." + Integer.MAX_VALUE + " = 0",
        "cursor"
    })
    public Listed list(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        Query query = call.query();
        Filter filter = new Filter(query.inbox(), DeliveryState.parse(query.text("status")), query.text("endpoint"));
        int limit = query.limit(DEFAULT_ROWS, MAX_ROWS);
        return Listed.of(deliveries.list(call.reach(), filter, limit, query.offset(), query.cursor()));
    }

    @GET
    @Path("deliveries/{delivery}")
    @Needs(Scope.MESSAGES_READ)
    @Doc("Get a webhook delivery with its attempts")
    public One get(@Context ContainerRequestContext request, @PathParam("delivery") DeliveryId id) {
        return One.of(DeliveryView.Detail.of(deliveries.get(Call.of(request).reach(), id)));
    }

    @POST
    @Path("deliveries/{delivery}/retry")
    @Needs(Scope.MESSAGES_WRITE)
    @Doc("Try a webhook delivery again")
    public Retried retry(@Context ContainerRequestContext request, @PathParam("delivery") DeliveryId id) {
        DeliveryView due = DeliveryView.of(deliveries.retry(Call.of(request).reach(), id));
        return new Retried(true, "Delivery queued for retry", due);
    }

    /** Works on a page of them; the answer says where the next begins. */
    @POST
    @Path("deliveries/replay")
    @Needs(Scope.MESSAGES_WRITE)
    @Doc("Send webhook deliveries of an inbox again, the oldest first")
    public Both<Replayed> replay(@Context ContainerRequestContext request, ReplayBody body) {
        return Both.of(
                Replayed.of(deliveries.replay(Call.of(request).reach(), body.wanted(), body.most(), body.after())));
    }

    /** Calls an inbox's webhook with a body that says that it is a test. */
    @POST
    @Path("test")
    @Needs(Scope.MESSAGES_WRITE)
    @Doc("Call the webhook of an inbox with a test")
    public Both<TestView> test(@Context ContainerRequestContext request, TestBody body) {
        return Both.of(TestView.of(test.fire(Call.of(request).reach(), body.inbox(), body.event())));
    }

    @GET
    @Path("health")
    @Needs(Scope.MESSAGES_READ)
    @Doc("How webhook endpoints do: deliveries, failures, and which are off")
    public Both<HealthView> health(@Context ContainerRequestContext request) {
        return Both.of(HealthView.of(health.of(Call.of(request).reach())));
    }
}
