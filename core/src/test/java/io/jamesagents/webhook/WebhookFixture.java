package io.jamesagents.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Ids;
import io.jamesagents.event.EventType;
import io.jamesagents.event.Events;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.InboxSettings;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.inbox.InboxWebhooks;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.inbox.Reach;
import io.jamesagents.inbox.WebhookTarget;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.message.Attachment;
import io.jamesagents.message.Direction;
import io.jamesagents.message.Insights;
import io.jamesagents.message.MessageBody;
import io.jamesagents.message.MessageId;
import io.jamesagents.message.Participant;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import io.jamesagents.thread.ThreadId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Inboxes with webhooks, and mail that comes in for them. */
public final class WebhookFixture {
    public static final String SECRET = "whsec_0123456789abcdef";
    public static final OrgId ORG = new OrgId("org_1");
    static final WebhookSettings SETTINGS = new WebhookSettings(List.of(), true, 10, 5);

    private final Database database;
    private final Events events;
    private final Clock clock;

    public WebhookFixture(Database database, Runnable wake, Clock clock) {
        this.database = database;
        this.events = new Events(List.of(new WebhookOutbox(SETTINGS, wake)));
        this.clock = clock;
        database.update(handle -> handle.createUpdate("INSERT INTO org (id, name, slug, tier, status, created_at,"
                        + " updated_at) VALUES (:org, 'One', 'one', 'free', 'active', 0, 0) ON CONFLICT DO NOTHING")
                .bind("org", ORG.value())
                .execute());
    }

    /** Looks up inboxes; makes none. */
    public Inboxes inboxes() {
        return new Inboxes(new InboxStore(database), null, null, new InboxSettings(true, true), clock);
    }

    public Inbox inbox(String endpoint) {
        String id = Ids.random("i_");
        WebhookTarget webhook = new WebhookTarget(endpoint, null, SECRET);
        database.update(
                handle -> handle.createUpdate("INSERT INTO inbox (id, org_id, domain_id, domain_name, local_part,"
                                + " address, mailbox_user, status, webhook_endpoint, webhook_events, webhook_secret, tag_rules,"
                                + " event_seq, created_at) VALUES (:id, :org, 'd_1', 'example.com', :id, :address, :address,"
                                + " 'active', :endpoint, '[\"inbound\"]', :secret, '[]', 0, 0)")
                        .bind("id", id)
                        .bind("org", ORG.value())
                        .bind("address", id + "@example.com")
                        .bind("endpoint", endpoint)
                        .bind("secret", SECRET)
                        .execute());
        return new Inbox(
                new InboxId(id),
                ORG,
                new DomainId("d_1"),
                "example.com",
                id,
                id + "@example.com",
                id + "@example.com",
                null,
                null,
                true,
                webhook,
                List.of(),
                null,
                false,
                Instant.EPOCH);
    }

    /** The inbox as it is in the database. */
    public Inbox now(Inbox inbox) {
        return inboxes().find(inbox.id()).orElseThrow();
    }

    public InboxWebhooks webhooks() {
        return new InboxWebhooks(database, inboxes(), clock);
    }

    public WebhookHealth health() {
        return new EndpointHealth(database, webhooks(), endpoint -> Breaker.CLOSED, clock).of(Reach.all(ORG));
    }

    public Map<DeliveryState, Long> totals() {
        return health().totals();
    }

    public void setEvents(Inbox inbox, String json) {
        database.update(handle -> handle.createUpdate("UPDATE inbox SET webhook_events = :events WHERE id = :id")
                .bind("events", json)
                .bind("id", inbox.id().value())
                .execute());
    }

    /** Something happens in the inbox as it is in the database. */
    public void happened(Inbox inbox, EventType type, String what, ObjectNode data) {
        Inbox now = now(inbox);
        database.update(handle -> events.happened(
                handle, now, type, what, new ThreadId("conv_1"), message(now, "Hello"), data, clock.instant()));
        events.committed(ORG);
    }

    public void setWebhook(Inbox inbox, String endpoint) {
        database.update(handle -> handle.createUpdate("UPDATE inbox SET webhook_endpoint = :endpoint WHERE id = :id")
                .bind("endpoint", endpoint)
                .bind("id", inbox.id().value())
                .execute());
    }

    /** A mail comes in; returns the id of the delivery. */
    public DeliveryId mail(Inbox inbox) {
        StoredMessage message = message(inbox, "Grüße, \ud83d\ude00");
        Instant now = Instant.ofEpochMilli(clock.millis());
        database.update(handle -> events.inbound(handle, inbox, message, Map.of("subject", "Hello"), now, true));
        events.committed(ORG);
        String event = Ids.derived("evt_", inbox.id().value(), message.id().value(), "inbound");
        return new DeliveryId(Ids.derived("wdel_", event, inbox.webhook().endpoint()));
    }

    public StoredMessage message(Inbox inbox, String text) {
        return new StoredMessage(
                new MessageId(Ids.random("msg_")),
                inbox.org(),
                inbox.id(),
                inbox.address(),
                inbox.domain(),
                new ThreadId("conv_1"),
                Direction.INBOUND,
                "<1@sender.example>",
                null,
                List.of(),
                "Hello",
                "alice@sender.example",
                List.of(
                        new Participant("sender", "alice@sender.example", "Alice"),
                        new Participant("to", inbox.address(), null),
                        new Participant("cc", "carol@example.org", null)),
                MessageBody.of(text, "<p>Hello</p>"),
                "Hello",
                List.of(new Attachment("att_1", 1, "a.pdf", "application/pdf", 12, null)),
                Set.of(),
                null,
                null,
                null,
                false,
                Insights.NONE,
                Instant.ofEpochMilli(clock.millis()));
    }
}
