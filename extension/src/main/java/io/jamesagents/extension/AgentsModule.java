package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.jamesagents.ServerSecret;
import io.jamesagents.Settings;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.audit.Audit;
import io.jamesagents.event.EventWatch;
import io.jamesagents.event.Events;
import io.jamesagents.extension.metrics.EventNews;
import io.jamesagents.inbox.InboxSettings;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.mailbox.MailboxQuotas;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.mailets.SpoolQueue;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.Messages;
import io.jamesagents.metrics.Meters;
import io.jamesagents.org.Orgs;
import io.jamesagents.store.Database;
import io.jamesagents.store.StoreSettings;
import io.jamesagents.thread.RoutingTokens;
import io.jamesagents.thread.ThreadWriter;
import io.jamesagents.thread.Threads;
import io.jamesagents.webhook.WebhookOutbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.utils.PropertiesProvider;

/** The parts that everything else is made of. Named in {@code extensions.properties} as {@code guice.extension.module}. */
public final class AgentsModule extends AbstractModule {
    @Override
    protected void configure() {
        install(new MailInModule());
        install(new MailOutModule());
        install(new JobModule());
        install(new ScreeningModule());
        install(new SearchModule());
        install(new ExtractionModule());
        install(new EmbeddingModule());
        install(new SuppressionModule());
        install(new GuardModule());
        install(new DomainModule());
        install(new WebhookModule());
        install(new DeliveryModule());
        install(new EventModule());
        install(new LoopModule());
        install(new DmarcModule());
        install(new ReportModule());
        install(new AuthenticationModule());
        install(new OrgModule());
        install(new OperatorModule());
        install(new AgentModule());
        install(new DeletionModule());
        install(new RestModule());
        install(new MetricsModule());
        install(new DoctorModule());
        install(new AttachmentModule());
        bind(SpoolQueue.class).in(Singleton.class);
        bind(AgentsStartable.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    Settings settings(PropertiesProvider provider) {
        return AgentsSettings.read(provider);
    }

    @Provides
    @Singleton
    AgentsFiles files(Settings settings, FileSystem fileSystem) throws IOException {
        return AgentsFiles.read(settings, fileSystem);
    }

    @Provides
    @Singleton
    Database database(Settings settings, AgentsFiles files) throws IOException {
        Path data = Files.createDirectories(files.data());
        return Database.open(StoreSettings.read(settings, data));
    }

    @Provides
    @Singleton
    ServerSecret secret(AgentsFiles files) throws IOException {
        return ServerSecret.file(files.secret());
    }

    @Provides
    @Singleton
    Orgs orgs(Database database, Clock clock) {
        return new Orgs(database, clock);
    }

    @Provides
    @Singleton
    Audit audit(Database database, Clock clock) {
        return new Audit(database, clock);
    }

    @Provides
    @Singleton
    ApiKeys apiKeys(Database database, ServerSecret secret, Clock clock) {
        return new ApiKeys(database, secret, clock);
    }

    @Provides
    @Singleton
    Mailboxes mailboxes(MailboxManager manager) {
        return new Mailboxes(manager);
    }

    @Provides
    @Singleton
    MailboxQuotas quotas(QuotaRootResolver roots, QuotaManager quotas, Clock clock) {
        return new MailboxQuotas(roots, quotas, clock);
    }

    @Provides
    @Singleton
    MailAccounts accounts(UsersRepository users, DomainList domains, Mailboxes mailboxes) {
        return new MailAccounts(users, domains, mailboxes);
    }

    @Provides
    @Singleton
    Inboxes inboxes(Database database, MailDomains domains, MailAccounts accounts, Settings settings, Clock clock) {
        return new Inboxes(new InboxStore(database), domains, accounts, InboxSettings.read(settings), clock);
    }

    @Provides
    @Singleton
    MessageStore messageStore() {
        return new MessageStore();
    }

    @Provides
    @Singleton
    Messages messages(Database database, MessageStore store) {
        return new Messages(database, store);
    }

    @Provides
    @Singleton
    Threads threads(Database database, Events events, Clock clock) {
        return new Threads(database, events, clock);
    }

    @Provides
    @Singleton
    RoutingTokens tokens(ServerSecret secret) {
        return new RoutingTokens(secret);
    }

    @Provides
    @Singleton
    ThreadWriter threadWriter(RoutingTokens tokens, Events events, Clock clock) {
        return new ThreadWriter(tokens, events, clock);
    }

    @Provides
    @Singleton
    MailParser parser() {
        return new MailParser(Limits.DEFAULT);
    }

    @Provides
    @Singleton
    Events events(WebhookOutbox webhooks, EventWatch watch, Meters meters) {
        return new Events(List.of(webhooks, watch, new EventNews(meters)));
    }
}
