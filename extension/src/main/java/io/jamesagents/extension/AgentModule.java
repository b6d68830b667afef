package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.ServerSecret;
import io.jamesagents.Settings;
import io.jamesagents.agent.AddressLimits;
import io.jamesagents.agent.AgentSettings;
import io.jamesagents.agent.Agents;
import io.jamesagents.agent.Registrations;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.audit.Audit;
import io.jamesagents.inbox.FirstInbox;
import io.jamesagents.inbox.InboxStore;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.org.Orgs;
import io.jamesagents.rest.access.Credentials;
import io.jamesagents.rest.agent.RegistrationResource;
import io.jamesagents.store.Database;
import java.time.Clock;

/** Agents: how they register themselves, and how they are known by their signatures. */
final class AgentModule extends AbstractModule {
    @Provides
    @Singleton
    AgentSettings settings(Settings settings) {
        return AgentSettings.read(settings);
    }

    @Provides
    @Singleton
    Agents agents(Database database, Clock clock) {
        return new Agents(database, clock);
    }

    @Provides
    @Singleton
    Credentials credentials(ApiKeys keys, Agents agents, AgentSettings settings) {
        return new Credentials(keys, agents, settings);
    }

    @Provides
    @Singleton
    FirstInbox firstInbox(Database database, Inboxes inboxes, MailDomains domains, MailAccounts accounts, Clock clock) {
        return new FirstInbox(inboxes, new InboxStore(database), domains, accounts, clock);
    }

    @Provides
    @Singleton
    Registrations registrations(
            Database database,
            Orgs orgs,
            FirstInbox inbox,
            Audit audit,
            ServerSecret secret,
            AgentSettings settings,
            Clock clock) {
        return new Registrations(database, orgs, inbox, audit, secret, settings, clock);
    }

    @Provides
    @Singleton
    AddressLimits limits(Database database, ServerSecret secret, AgentSettings settings, Clock clock) {
        return new AddressLimits(database, secret, settings, clock);
    }

    @ProvidesIntoSet
    @Served
    Object registration(Registrations registrations, AddressLimits limits) {
        return new RegistrationResource(registrations, limits);
    }

    @ProvidesIntoSet
    @Chore
    Runnable oldRegistrations(Registrations registrations) {
        return registrations::cleanUp;
    }

    @ProvidesIntoSet
    @Chore
    Runnable oldNonces(Agents agents) {
        return agents::cleanUp;
    }

    @ProvidesIntoSet
    @Chore
    Runnable oldWindows(AddressLimits limits) {
        return limits::cleanUp;
    }
}
