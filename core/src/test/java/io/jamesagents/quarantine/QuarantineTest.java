package io.jamesagents.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Progress;
import io.jamesagents.audit.Audit;
import io.jamesagents.audit.AuditEntry;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.ingest.IncomingMail;
import io.jamesagents.ingest.Outcome;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.quarantine.Quarantine.Listing;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuarantineTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";

    private final SettableClock clock = new SettableClock();
    private final Depot depot = new Depot();
    private TestingMailServer server;
    private Quarantine quarantine;
    private Inbox inbox;

    /** Mail put aside, and what was released of it. */
    private static final class Depot implements MailDepot {
        private final Map<String, KeptMail> mails = new TreeMap<>();
        private final List<String> released = new ArrayList<>();

        @Override
        public long size() {
            return mails.size();
        }

        @Override
        public List<String> keys() {
            return List.copyOf(mails.keySet());
        }

        @Override
        public Optional<KeptMail> find(String key) {
            return Optional.ofNullable(mails.get(key));
        }

        @Override
        public List<String> headers(String key, int limit) {
            return List.of("Subject: " + key);
        }

        @Override
        public void release(String key) {
            mails.remove(key);
            released.add(key);
        }

        @Override
        public void remove(String key) {
            mails.remove(key);
        }
    }

    private void start(Database database) throws Exception {
        server = new TestingMailServer(database, clock);
        inbox = server.inbox("joe");
        quarantine =
                new Quarantine(database, depot, server.ledger, server.inboxes, new Audit(database, clock), "operator");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void kept(String key) {
        depot.mails.put(
                key, new KeptMail(key, key, "joe@x.example", List.of(inbox.address()), 10, clock.instant(), null));
    }

    private Outcome deliver(String id) throws IOException {
        IncomingMail mail =
                TestingMailServer.mail(id, inbox, "From: joe@x.example\nMessage-ID: <" + id + "@x>\n\nBody\n");
        return server.delivery.deliver(mail, inbox);
    }

    /** A mail that the database refuses as often as it is tried. */
    private void failUntilQuarantined(String id) throws IOException {
        server.database.update(handle -> handle.execute("ALTER TABLE message_body RENAME TO hidden"));
        Outcome outcome = null;
        for (int i = 0; outcome == null && i < 10; i++) {
            try {
                outcome = deliver(id);
            } catch (RuntimeException expected) {
                outcome = null;
            }
        }
        server.database.update(handle -> handle.execute("ALTER TABLE hidden RENAME TO message_body"));
        assertThat(outcome).isEqualTo(Outcome.QUARANTINED);
        kept(id);
    }

    private List<String> audited() {
        return new Audit(server.database, clock)
                .list(server.org, 10, null).rows().stream()
                        .map(AuditEntry::action)
                        .toList();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void releasedMailShouldHaveAllItsAttemptsAgain(Database database) throws Exception {
        start(database);
        failUntilQuarantined("mail1");
        assertThat(quarantine.get("mail1").found().reason()).contains("failed 3 times");

        quarantine.release("mail1");

        assertThat(depot.released).containsExactly("mail1");
        assertThat(deliver("mail1")).isEqualTo(Outcome.DELIVERED);
        assertThat(audited()).containsExactly("quarantine.released");
        assertThatThrownBy(() -> quarantine.release("mail1")).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deletedMailShouldBeGoneAndNoted(Database database) throws Exception {
        start(database);
        kept("mail1");

        quarantine.delete("mail1");

        assertThat(depot.mails).isEmpty();
        assertThat(depot.released).isEmpty();
        assertThat(audited()).containsExactly("quarantine.deleted");
        assertThatThrownBy(() -> quarantine.get("mail1")).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void listShouldGiveEachOnceOverItsPages(Database database) throws Exception {
        start(database);
        for (int i = 0; i < 5; i++) {
            kept("mail" + i);
        }
        List<String> listed = new ArrayList<>();
        String after = null;
        do {
            Listing page = quarantine.list(2, after);
            page.cases().forEach(found -> listed.add(found.mail().key()));
            after = page.next();
        } while (after != null);

        assertThat(listed).containsExactly("mail0", "mail1", "mail2", "mail3", "mail4");
        assertThatThrownBy(() -> quarantine.list(2, "%")).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void releaseAllShouldReleaseWhatIsThere(Database database) throws Exception {
        start(database);
        kept("mail1");
        kept("mail2");
        Progress progress = new Progress();

        quarantine.releaseAll(progress);

        assertThat(depot.released).containsExactly("mail1", "mail2");
        assertThat(progress.get(Progress.DONE)).isEqualTo(2);
        kept("mail3");
        quarantine.deleteAll(progress);
        assertThat(depot.mails).isEmpty();
    }
}
