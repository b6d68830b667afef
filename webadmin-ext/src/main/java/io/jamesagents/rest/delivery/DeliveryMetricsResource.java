package io.jamesagents.rest.delivery;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.apikey.Scope;
import io.jamesagents.delivery.DeliveryMetrics;
import io.jamesagents.delivery.Period;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.rest.access.Needs;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.openapi.Doc;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.Query;
import io.jamesagents.rest.request.Takes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

/** What became of the mails that were sent, in numbers. */
@Path("v1/delivery/metrics")
public final class DeliveryMetricsResource {
    private static final int DEFAULT_DAYS = 7;
    private static final int MAX_DAYS = 90;

    private final DeliveryMetrics metrics;
    private final Places places;

    public DeliveryMetricsResource(DeliveryMetrics metrics, Places places) {
        this.metrics = metrics;
        this.places = places;
    }

    /** In the envelope only: one client would take bare percentages for fractions. */
    public record Answer(MetricsView data) {}

    @GET
    @Needs(Scope.MESSAGES_READ)
    @Doc(value = "Count what became of sent mails", more = "One of inbox_id and domain_id is needed.")
    @Takes({
        "inbox_id",
        "domain_id",
        "period: So many days or hours, such as 7d or 24h",
        "days: 1.." + MAX_DAYS + " = " + DEFAULT_DAYS + " So many days"
    })
    public Answer get(@Context ContainerRequestContext request) {
        Call call = Call.of(request);
        Query query = call.query();
        InboxId inbox = query.inbox();
        DomainId domain = query.domain();
        if (inbox == null && domain == null) {
            throw new Invalid("inbox_id", "inbox_id or domain_id is required");
        }
        Period period = query.text("period") == null
                ? Period.ofDays(query.days(DEFAULT_DAYS, MAX_DAYS))
                : Period.parse(query.text("period"));
        places.require(call.reach(), inbox, domain);
        return new Answer(MetricsView.of(period, metrics.count(call.reach(), inbox, domain, period)));
    }
}
