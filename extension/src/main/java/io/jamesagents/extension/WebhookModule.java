package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.Settings;
import io.jamesagents.inbox.InboxWebhooks;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.message.MessageStore;
import io.jamesagents.metrics.Meters;
import io.jamesagents.store.Database;
import io.jamesagents.understanding.UnderstandingSubscriber;
import io.jamesagents.webhook.EndpointHealth;
import io.jamesagents.webhook.HeldDelivery;
import io.jamesagents.webhook.WebhookDeliveries;
import io.jamesagents.webhook.WebhookOutbox;
import io.jamesagents.webhook.WebhookRetention;
import io.jamesagents.webhook.WebhookSettings;
import io.jamesagents.webhook.send.WebhookClient;
import io.jamesagents.webhook.send.WebhookDispatcher;
import io.jamesagents.webhook.send.WebhookTest;
import java.time.Clock;

/** Webhooks: from the event to the receiver. */
final class WebhookModule extends AbstractModule {
    @Provides
    @Singleton
    WebhookSettings settings(Settings settings) {
        return WebhookSettings.read(settings);
    }

    @Provides
    @Singleton
    WebhookClient client(WebhookSettings settings) {
        return WebhookClient.of(settings);
    }

    @Provides
    @Singleton
    WebhookDispatcher dispatcher(
            Database database,
            Inboxes inboxes,
            WebhookClient client,
            WebhookSettings settings,
            Meters meters,
            Clock clock) {
        return new WebhookDispatcher(database, inboxes, client, settings, meters, clock);
    }

    @Provides
    @Singleton
    WebhookTest test(Inboxes inboxes, WebhookClient client, WebhookSettings settings, Clock clock) {
        return new WebhookTest(inboxes, client, settings.allowHttp(), clock);
    }

    @Provides
    @Singleton
    WebhookOutbox outbox(WebhookSettings settings, WebhookDispatcher dispatcher) {
        return new WebhookOutbox(settings, dispatcher::wake);
    }

    @ProvidesIntoSet
    UnderstandingSubscriber held(MessageStore messages, WebhookDispatcher dispatcher, Clock clock) {
        return new HeldDelivery(messages, clock, dispatcher::wake);
    }

    @Provides
    @Singleton
    InboxWebhooks webhooks(Database database, Inboxes inboxes, Clock clock) {
        return new InboxWebhooks(database, inboxes, clock);
    }

    @Provides
    @Singleton
    EndpointHealth health(Database database, InboxWebhooks webhooks, WebhookDispatcher dispatcher, Clock clock) {
        return new EndpointHealth(database, webhooks, dispatcher::breaker, clock);
    }

    @Provides
    @Singleton
    WebhookDeliveries deliveries(
            Database database, Inboxes inboxes, WebhookSettings settings, WebhookDispatcher dispatcher, Clock clock) {
        return new WebhookDeliveries(database, inboxes, settings, dispatcher::retrySoon, clock);
    }

    @Provides
    @Singleton
    WebhookRetention retention(Database database) {
        return new WebhookRetention(database);
    }
}
