package io.jamesagents.deletion;

import io.jamesagents.ServerSecret;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.apikey.Caller;
import io.jamesagents.apikey.Scope;
import io.jamesagents.audit.Audit;
import io.jamesagents.deletion.Deletions.Issued;
import io.jamesagents.deletion.InTransit.Traveller;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxChange;
import io.jamesagents.inbox.InboxChange.WebhookChange;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.Outcome;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.outbound.Composer;
import io.jamesagents.outbound.SendRequest;
import io.jamesagents.outbound.TestingSending;
import io.jamesagents.search.TestingSearch;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import io.jamesagents.webhook.WebhookOutbox;
import io.jamesagents.webhook.WebhookSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Organisations with inboxes full of mail, and what deletes them. */
final class DeletionFixture implements AutoCloseable {
    static final Duration AT_ONCE = Duration.ofMinutes(1);

    final SettableClock clock = new SettableClock();
    final TestingMailServer server;
    final Database database;
    final Caller caller;
    final List<Traveller> inTransit = new ArrayList<>();
    private final ServerSecret secret = new ServerSecret(new byte[32]);
    private final Orgs orgs;
    private final TestingSending sending;
    private final List<DeletionWorker> workers = new ArrayList<>();
    private int mails;

    DeletionFixture(Database database) throws Exception {
        this.database = database;
        server = new TestingMailServer(
                database, clock, new WebhookOutbox(new WebhookSettings(List.of(), false, 10, 5), () -> {}));
        orgs = new Orgs(database, clock);
        caller = caller("default");
        sending = new TestingSending(server, mail -> {}, clock);
    }

    Caller caller(String slug) {
        Org org = orgs.ensure(slug, "Name of " + slug, Tier.ENTERPRISE);
        new ApiKeys(database, secret, clock).issue(org.id(), "key of " + slug, List.of("admin"));
        return new Caller(org, "key_" + slug, Set.of(Scope.ADMIN, Scope.DATA_DELETE), Reach.all(org.id()));
    }

    Inbox inbox(Caller owner, String name) {
        WebhookChange webhook = new WebhookChange("https://hook.example/" + name, null, "whsec_0123456789abcdef", null);
        return server.inboxes.create(
                owner.reach(), null, new InboxChange(name, "Somebody", null, null, Optional.of(webhook), null));
    }

    /** An inbox with some mails in and out, with tags, attachments and webhooks. */
    Inbox full(Caller owner, String name, int received) throws Exception {
        Inbox inbox = inbox(owner, name);
        for (int i = 0; i < received; i++) {
            receive(inbox, name + "-" + i, "");
        }
        server.threads.addTags(owner.reach(), server.messages(inbox).get(0).thread(), List.of("secret"));
        sending.sender.send(owner, request(inbox), null);
        return inbox;
    }

    private static SendRequest request(Inbox inbox) {
        return new SendRequest(
                List.of("bob@x.example", "eve@x.example"),
                null,
                null,
                null,
                "Sent",
                null,
                "Text",
                null,
                null,
                inbox.id().value(),
                null,
                null,
                null,
                "key of " + inbox.localPart());
    }

    /** A mail comes in; returns the id that the queue knows it by. */
    String receive(Inbox inbox, String subject, String headers) throws Exception {
        String id = "mail" + mails++;
        Outcome outcome = deliver(id, inbox, subject, headers);
        if (outcome != Outcome.DELIVERED) {
            throw new AssertionError(outcome);
        }
        clock.advance(Duration.ofSeconds(1));
        return id;
    }

    Outcome deliver(String id, Inbox inbox, String subject, String headers) throws Exception {
        return server.delivery.deliver(
                TestingMailServer.mail(
                        id,
                        inbox,
                        "From: joe@x.example\nSubject: " + subject + "\nMessage-ID: <" + id + "@x.example>\n" + headers
                                + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
                                + "--b\nContent-Type: text/plain\n\nHello\n"
                                + "--b\nContent-Disposition: attachment; filename=a.txt\n\nfile\n--b--\n"),
                inbox);
    }

    Deletions deletions() {
        return deletions(AT_ONCE, () -> {});
    }

    /** As after a start of the server: with a worker that knows of no other. */
    Deletions deletions(Duration budget, Runnable pulse) {
        return new Deletions(
                database, secret, server.inboxes, worker(pulse), budget, new Audit(database, clock), clock);
    }

    DeletionWorker worker(Runnable pulse) {
        Erasure erasure = new Erasure(
                database,
                server.inboxes,
                server.mailboxes,
                server.accounts,
                this::removeInTransit,
                TestingSearch.inMemory(database, server.threads, clock).forgetting);
        DeletionWorker worker = new DeletionWorker(database, erasure, new Audit(database, clock), clock, pulse);
        workers.add(worker);
        return worker;
    }

    int removeInTransit(Predicate<Traveller> matching) {
        int before = inTransit.size();
        inTransit.removeIf(matching);
        return before - inTransit.size();
    }

    DeletionRequest delete(Wanted wanted) {
        return delete(deletions(), wanted);
    }

    DeletionRequest delete(Deletions deletions, Wanted wanted) {
        Issued issued = deletions.request(caller, wanted);
        return deletions.confirm(caller, issued.request().id(), issued.token());
    }

    static Wanted inbox(Inbox inbox) {
        return new Wanted(DeletionScope.INBOX, inbox.id(), null);
    }

    /** All that there is of an organisation, table by table. */
    Map<String, List<String>> rows(Caller owner) {
        Map<String, List<String>> rows = new TreeMap<>();
        database.read(handle -> {
            for (String table : database.tablesWith(handle, "org_id")) {
                rows.put(
                        table,
                        handle
                                .createQuery("SELECT * FROM " + table + " WHERE org_id = :org")
                                .bind("org", owner.orgId().value())
                                .mapToMap()
                                .stream()
                                .map(Object::toString)
                                .sorted()
                                .toList());
            }
            return null;
        });
        return rows;
    }

    /** What IMAP shows of an inbox. */
    int mails(Inbox inbox) {
        return server.mailboxes.folders(inbox.mailboxUser()).stream()
                .mapToInt(folder -> mails(folder).size())
                .sum();
    }

    List<?> mails(MailFolder folder) {
        return server.mailboxes.list(folder, 0, 1000, Composer.TRACE);
    }

    List<StoredMessage> messages(Inbox inbox) {
        return server.messages(inbox);
    }

    @Override
    public void close() {
        workers.forEach(DeletionWorker::close);
        sending.close();
        server.close();
    }
}
