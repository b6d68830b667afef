package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.jamesagents.Settings;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.message.Messages;
import io.jamesagents.outbound.SendLimits;
import io.jamesagents.outbound.Sender;
import io.jamesagents.rest.HttpSettings;
import io.jamesagents.rest.RestServer;
import io.jamesagents.rest.domain.DomainResource;
import io.jamesagents.rest.health.HealthResource;
import io.jamesagents.rest.inbox.DomainInboxResource;
import io.jamesagents.rest.inbox.InboxResource;
import io.jamesagents.rest.message.MessageResource;
import io.jamesagents.rest.message.SendResource;
import io.jamesagents.rest.message.ThreadMessageResource;
import io.jamesagents.rest.thread.OneThreadResource;
import io.jamesagents.rest.thread.ThreadResource;
import io.jamesagents.rest.webhook.DeliveryResource;
import io.jamesagents.store.Database;
import io.jamesagents.thread.Threads;
import io.jamesagents.webhook.WebhookDeliveries;
import java.util.List;

/** The REST API and what it serves. */
final class RestModule extends AbstractModule {
    private static final int MAX_PORT = 65_535;

    /** The resources under {@code /v1}. */
    record Resources(List<Object> all) {}

    @Provides
    @Singleton
    Resources resources(
            Database database,
            MailDomains domains,
            Inboxes inboxes,
            Threads threads,
            Messages messages,
            Sender sender,
            WebhookDeliveries deliveries) {
        return new Resources(List.of(
                new HealthResource(database::answers),
                new DomainResource(domains, inboxes),
                new InboxResource(inboxes, domains),
                new DomainInboxResource(inboxes, domains),
                new ThreadResource(threads, inboxes, domains),
                new OneThreadResource(threads),
                new ThreadMessageResource(threads, messages),
                new MessageResource(messages, inboxes, domains),
                new SendResource(sender),
                new DeliveryResource(deliveries)));
    }

    @Provides
    @Singleton
    RestServer server(Settings settings, ApiKeys keys, SendLimits limits, Resources resources) {
        HttpSettings http = HttpSettings.on(
                settings.required("agents.http.bind"), settings.integer("agents.http.port", 0, MAX_PORT));
        return new RestServer(http, keys, limits, resources.all());
    }
}
