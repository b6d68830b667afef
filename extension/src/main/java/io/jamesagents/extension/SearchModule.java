package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.Settings;
import io.jamesagents.Settings.InvalidSetting;
import io.jamesagents.attachment.text.AttachmentTexts;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.job.JobHandler;
import io.jamesagents.job.Jobs;
import io.jamesagents.message.MessageStore;
import io.jamesagents.rest.operator.SearchRoutes;
import io.jamesagents.search.Embedding;
import io.jamesagents.search.Forgetting;
import io.jamesagents.search.IndexCare;
import io.jamesagents.search.IndexStatus;
import io.jamesagents.search.Indexes;
import io.jamesagents.search.Indexing;
import io.jamesagents.search.MessageTexts;
import io.jamesagents.search.Rebuild;
import io.jamesagents.search.Search;
import io.jamesagents.search.SearchEngine;
import io.jamesagents.search.elastic.ElasticEngine;
import io.jamesagents.search.elastic.ElasticSettings;
import io.jamesagents.search.lucene.LuceneEngine;
import io.jamesagents.store.Database;
import io.jamesagents.thread.Threads;
import java.time.Clock;

/** The search index, and what keeps it up to date. */
final class SearchModule extends AbstractModule {
    private static final String ENGINE = "agents.search.engine";

    @Override
    protected void configure() {
        bind(SearchRoutes.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    SearchEngine engine(AgentsFiles files, Settings settings, Clock clock) {
        return switch (settings.text(ENGINE)) {
            case "lucene" -> new LuceneEngine(files.data().resolve("search"));
            case "elasticsearch" -> new ElasticEngine(ElasticSettings.read(settings), clock);
            default -> throw new InvalidSetting(ENGINE, "must be lucene or elasticsearch");
        };
    }

    @Provides
    @Singleton
    Indexes indexes(Database database, SearchEngine engine, Embedder embedder, Clock clock) {
        return new Indexes(database, engine, embedder, clock);
    }

    @Provides
    @Singleton
    MessageTexts texts(MessageStore messages, AttachmentTexts files) {
        return new MessageTexts(messages, files);
    }

    @Provides
    @Singleton
    Rebuild rebuild(Database database, MessageTexts texts, Embedder embedder, Indexes indexes, Jobs jobs, Clock clock) {
        return new Rebuild(database, texts, embedder, indexes, jobs, clock);
    }

    @Provides
    @Singleton
    IndexCare care(Database database, Indexes indexes, Rebuild rebuild, Jobs jobs) {
        return new IndexCare(database, indexes, rebuild, jobs);
    }

    @Provides
    @Singleton
    Forgetting forgetting(Database database, Indexes indexes, IndexCare care) {
        return new Forgetting(database, indexes, care);
    }

    @Provides
    @Singleton
    IndexStatus status(Database database, Indexes indexes) {
        return new IndexStatus(database, indexes);
    }

    @Provides
    @Singleton
    Search search(Database database, Threads threads, Indexes indexes, Embedder embedder) {
        return new Search(database, threads, indexes, embedder);
    }

    @ProvidesIntoSet
    JobHandler indexing(
            Database database, MessageTexts texts, Embedder embedder, Indexes indexes, Jobs jobs, Clock clock) {
        return new Indexing(database, texts, embedder, indexes, jobs, clock);
    }

    @ProvidesIntoSet
    JobHandler embedding(
            Database database, MessageTexts texts, Embedder embedder, Indexes indexes, Jobs jobs, Clock clock) {
        return new Embedding(database, texts, embedder, indexes, jobs, clock);
    }

    @ProvidesIntoSet
    JobHandler reindexing(Rebuild rebuild) {
        return rebuild;
    }
}
