package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import io.jamesagents.contact.Contacts;
import io.jamesagents.delivery.DeliveryMetrics;
import io.jamesagents.inbox.InboxWebhooks;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.message.Messages;
import io.jamesagents.metrics.Meters;
import io.jamesagents.outbound.SendLimits;
import io.jamesagents.outbound.Sender;
import io.jamesagents.rest.HttpSettings;
import io.jamesagents.rest.RestServer;
import io.jamesagents.rest.TrustedProxies;
import io.jamesagents.rest.access.Credentials;
import io.jamesagents.rest.billing.CreditsResource;
import io.jamesagents.rest.contact.GraphResource;
import io.jamesagents.rest.delivery.DeliveryMetricsResource;
import io.jamesagents.rest.feedback.FeedbackResource;
import io.jamesagents.rest.health.HealthResource;
import io.jamesagents.rest.inbox.DomainInboxResource;
import io.jamesagents.rest.inbox.DomainWebhookSecretResource;
import io.jamesagents.rest.inbox.InboxResource;
import io.jamesagents.rest.inbox.OneDomainInboxResource;
import io.jamesagents.rest.inbox.Places;
import io.jamesagents.rest.inbox.WebhookSecretResource;
import io.jamesagents.rest.mcp.McpSettings;
import io.jamesagents.rest.message.MessageResource;
import io.jamesagents.rest.message.SendResource;
import io.jamesagents.rest.message.ThreadMessageResource;
import io.jamesagents.rest.search.SearchResource;
import io.jamesagents.rest.thread.OneThreadResource;
import io.jamesagents.rest.thread.ThreadResource;
import io.jamesagents.rest.webhook.DeliveryResource;
import io.jamesagents.search.Search;
import io.jamesagents.store.Database;
import io.jamesagents.thread.Threads;
import io.jamesagents.webhook.EndpointHealth;
import io.jamesagents.webhook.WebhookDeliveries;
import io.jamesagents.webhook.send.WebhookTest;
import java.time.Clock;
import java.util.Set;
import java.util.regex.Pattern;

/** The REST API and what it serves: every module may add resources to the set that is {@link Served}. */
final class RestModule extends AbstractModule {
    private static final int MAX_PORT = 65_535;
    private static final Pattern PUBLIC_URL = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?");

    @Provides
    @Singleton
    RestServer server(
            Settings settings,
            Credentials credentials,
            SendLimits limits,
            @Served Set<Object> resources,
            Meters meters) {
        HttpSettings http = HttpSettings.on(
                settings.required("agents.http.bind"), settings.integer("agents.http.port", 0, MAX_PORT));
        TrustedProxies proxies = TrustedProxies.read(settings, "agents.http.trusted-proxies");
        HttpSettings served = http.behind(publicUrl(settings), proxies).with(McpSettings.read(settings));
        return new RestServer(served, credentials, limits, resources, meters);
    }

    private static String publicUrl(Settings settings) {
        String text = settings.text("agents.public-url");
        if (text.isEmpty()) {
            return null;
        }
        if (!PUBLIC_URL.matcher(text).matches()) {
            throw new InvalidSetting("agents.public-url", "must be like https://mail.example.org, not '" + text + "'");
        }
        return text;
    }

    @Provides
    @Singleton
    Places places(Inboxes inboxes, MailDomains domains) {
        return new Places(inboxes, domains);
    }

    @ProvidesIntoSet
    @Served
    Object search(Search search, Places places) {
        return new SearchResource(search, places);
    }

    @ProvidesIntoSet
    @Served
    Object metrics(Database database, Places places, Clock clock) {
        return new DeliveryMetricsResource(new DeliveryMetrics(database, clock), places);
    }

    @ProvidesIntoSet
    @Served
    Object graph(Database database, Places places) {
        return new GraphResource(new Contacts(database), places);
    }

    @ProvidesIntoSet
    @Served
    Object credits() {
        return new CreditsResource();
    }

    @ProvidesIntoSet
    @Served
    Object feedback(Clock clock) {
        return new FeedbackResource(clock);
    }

    @ProvidesIntoSet
    @Served
    Object health(Database database) {
        return new HealthResource(database::answers);
    }

    @ProvidesIntoSet
    @Served
    Object inboxes(Inboxes inboxes, MailDomains domains) {
        return new InboxResource(inboxes, domains);
    }

    @ProvidesIntoSet
    @Served
    Object domainInboxes(Inboxes inboxes, MailDomains domains) {
        return new DomainInboxResource(inboxes, domains);
    }

    @ProvidesIntoSet
    @Served
    Object oneDomainInbox(Inboxes inboxes, MailDomains domains) {
        return new OneDomainInboxResource(inboxes, domains);
    }

    @ProvidesIntoSet
    @Served
    Object threads(Threads threads, Places places) {
        return new ThreadResource(threads, places);
    }

    @ProvidesIntoSet
    @Served
    Object oneThread(Threads threads) {
        return new OneThreadResource(threads);
    }

    @ProvidesIntoSet
    @Served
    Object threadMessages(Threads threads, Messages messages) {
        return new ThreadMessageResource(threads, messages);
    }

    @ProvidesIntoSet
    @Served
    Object messages(Messages messages, Places places) {
        return new MessageResource(messages, places);
    }

    @ProvidesIntoSet
    @Served
    Object send(Sender sender) {
        return new SendResource(sender);
    }

    @ProvidesIntoSet
    @Served
    Object deliveries(WebhookDeliveries deliveries, WebhookTest test, EndpointHealth health) {
        return new DeliveryResource(deliveries, test, health);
    }

    @ProvidesIntoSet
    @Served
    Object webhookSecret(InboxWebhooks webhooks) {
        return new WebhookSecretResource(webhooks);
    }

    @ProvidesIntoSet
    @Served
    Object domainWebhookSecret(Inboxes inboxes, InboxWebhooks webhooks) {
        return new DomainWebhookSecretResource(inboxes, webhooks);
    }
}
