package io.jamesagents.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.jamesagents.ServerSecret;
import io.jamesagents.Settings;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.attachment.AttachmentSettings;
import io.jamesagents.attachment.Attachments;
import io.jamesagents.attachment.DownloadLinks;
import io.jamesagents.attachment.Uploads;
import io.jamesagents.attachment.text.AttachmentTextJob;
import io.jamesagents.attachment.text.AttachmentTexts;
import io.jamesagents.attachment.text.TextReader;
import io.jamesagents.attachment.text.TextSettings;
import io.jamesagents.job.JobHandler;
import io.jamesagents.job.Jobs;
import io.jamesagents.mailbox.Mailboxes;
import io.jamesagents.org.Orgs;
import io.jamesagents.outbound.Enclosures;
import io.jamesagents.rest.attachment.AttachmentResource;
import io.jamesagents.store.Database;
import java.time.Clock;

/** Files: uploaded, sent, received, downloaded and read. */
final class AttachmentModule extends AbstractModule {
    private static final String PUBLIC_URL = "agents.public-url";

    @Provides
    @Singleton
    AttachmentSettings settings(Settings settings) {
        return AttachmentSettings.read(settings);
    }

    @Provides
    @Singleton
    Uploads uploads(Database database, AttachmentSettings settings, Clock clock) {
        return new Uploads(database, settings, clock);
    }

    @Provides
    @Singleton
    Attachments attachments(Database database, Mailboxes mailboxes, AttachmentSettings settings, Clock clock) {
        return new Attachments(database, mailboxes, settings, clock);
    }

    @Provides
    @Singleton
    Enclosures enclosures(Attachments attachments, AttachmentSettings settings) {
        return new Enclosures(attachments, settings);
    }

    @Provides
    @Singleton
    DownloadLinks links(Database database, ApiKeys keys, Orgs orgs, ServerSecret secret, Clock clock) {
        return new DownloadLinks(database, keys, orgs, secret, clock);
    }

    @ProvidesIntoSet
    @Chore
    Runnable cleanUp(Uploads uploads) {
        return uploads::cleanUp;
    }

    @ProvidesIntoSet
    @Served
    Object resource(
            Uploads uploads, Attachments attachments, AttachmentTexts texts, DownloadLinks links, Settings settings) {
        return new AttachmentResource(uploads, attachments, texts, links, publicUrl(settings));
    }

    @Provides
    @Singleton
    TextSettings textSettings(Settings settings) {
        return TextSettings.read(settings);
    }

    @Provides
    @Singleton
    TextReader reader(AgentsFiles files, TextSettings settings) {
        return TextReader.in(files.data().resolve("reader"), settings);
    }

    @Provides
    @Singleton
    AttachmentTexts texts(Database database, Attachments attachments) {
        return new AttachmentTexts(database, attachments);
    }

    @ProvidesIntoSet
    JobHandler textJob(
            Database database,
            Attachments attachments,
            TextReader reader,
            TextSettings settings,
            Jobs jobs,
            Clock clock) {
        return new AttachmentTextJob(database, attachments, reader, settings, jobs, clock);
    }

    /** Without a slash at the end; empty when it is not set. */
    private static String publicUrl(Settings settings) {
        String url = settings.text(PUBLIC_URL);
        if (!url.isEmpty() && !url.matches("https?://[^\\s?#]+")) {
            throw new Settings.InvalidSetting(PUBLIC_URL, "must be a URL such as https://mail.example.org");
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
