package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.Settings;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.extraction.Extractor;
import io.jamesagents.extraction.builtin.BuiltInExtractor;
import io.jamesagents.extraction.llm.LlmBudget;
import io.jamesagents.extraction.llm.LlmExtractor;
import io.jamesagents.extraction.llm.LlmSettings;
import io.jamesagents.extraction.mail.Conversation;
import io.jamesagents.extraction.mail.ExtractionReading;
import io.jamesagents.extraction.mail.ExtractionTrial;
import io.jamesagents.extraction.mail.Extractions;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.message.MessageStore;
import io.jamesagents.message.Messages;
import io.jamesagents.org.Orgs;
import io.jamesagents.rest.inbox.ExtractionTestResource;
import io.jamesagents.store.Database;
import io.jamesagents.understanding.Reading;
import java.time.Clock;

/** What the schemas of inboxes get from mail: by a model elsewhere if there is one, else by what is built in. */
final class ExtractionModule extends AbstractModule {
    @Provides
    @Singleton
    LlmSettings settings(Settings settings) {
        return LlmSettings.read(settings);
    }

    @Provides
    @Singleton
    LlmBudget budget(Database database, Orgs orgs, LlmSettings settings, Clock clock) {
        return new LlmBudget(database, orgs, settings, clock);
    }

    @Provides
    @Singleton
    Extractor extractor(LlmSettings settings, LlmBudget budget, Embedder embedder, Clock clock) {
        return settings.enabled() ? new LlmExtractor(settings, budget, clock) : new BuiltInExtractor(embedder);
    }

    @Provides
    @Singleton
    Extractions extractions(Extractor extractor, Database database, MessageStore messages) {
        return new Extractions(extractor, new Conversation(database, messages));
    }

    @ProvidesIntoSet
    Reading reading(Inboxes inboxes, Extractions extractions) {
        return new ExtractionReading(inboxes, extractions);
    }

    @ProvidesIntoSet
    @Chore
    Runnable cleanUp(LlmBudget budget) {
        return budget::cleanUp;
    }

    @ProvidesIntoSet
    @Served
    Object test(Inboxes inboxes, MailDomains domains, Messages messages, Extractions extractions) {
        return new ExtractionTestResource(inboxes, domains, new ExtractionTrial(messages, extractions));
    }
}
