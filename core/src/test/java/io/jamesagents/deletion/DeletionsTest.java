package io.jamesagents.deletion;

import static io.jamesagents.deletion.DeletionFixture.inbox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Gone;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.apikey.Caller;
import io.jamesagents.deletion.Deletions.Issued;
import io.jamesagents.deletion.InTransit.Traveller;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.InboxChange;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.inbox.Reach;
import io.jamesagents.ingest.Outcome;
import io.jamesagents.mailbox.MailFolder;
import io.jamesagents.mailbox.MailHead;
import io.jamesagents.message.RawMail;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.store.Database;
import io.jamesagents.thread.MailThread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeletionsTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final int CRASHES = 20;

    private DeletionFixture fixture;

    private void start(Database database) throws Exception {
        fixture = new DeletionFixture(database);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static void assertComplete(DeletionRequest request) {
        assertThat(request.state()).as(request.error()).isEqualTo(DeletionState.COMPLETED);
        assertThat(request.deleted()).isEqualTo(request.preview());
    }

    private static Wanted messages(Inbox inbox, Instant before) {
        return new Wanted(DeletionScope.MESSAGES, inbox == null ? null : inbox.id(), before);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void messagesShouldGoUpToTheTimeAndOnlyThoseOfTheInbox(Database database) throws Exception {
        start(database);
        Inbox inbox = fixture.full(fixture.caller, "ada", 3);
        Inbox neighbour = fixture.full(fixture.caller, "bob", 2);
        Instant before = fixture.clock.instant();
        fixture.receive(inbox, "late", "");
        List<StoredMessage> neighbours = fixture.messages(neighbour);

        DeletionRequest done = fixture.delete(messages(inbox, before));

        assertComplete(done);
        assertThat(done.deleted().each())
                .containsEntry("messages", 4L)
                .containsEntry("attachments", 3L)
                .containsEntry("threads", 4L)
                .containsEntry("thread_metadata", 1L)
                .containsEntry("webhook_deliveries", 3L)
                .containsEntry("delivery_events", 2L)
                .containsEntry("inboxes", 0L);
        assertThat(fixture.messages(inbox)).extracting(StoredMessage::subject).containsExactly("late");
        assertThat(fixture.mails(inbox)).isEqualTo(1);
        assertThat(fixture.messages(neighbour)).isEqualTo(neighbours);
        assertThat(fixture.mails(neighbour)).isEqualTo(3);
        assertThat(fixture.rows(fixture.caller).get("idempotency")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void messagesShouldBeThoseOfTheOrganisationWhenNoInboxIsNamed(Database database) throws Exception {
        start(database);
        Inbox one = fixture.full(fixture.caller, "ada", 2);
        Inbox other = fixture.full(fixture.caller, "bob", 2);

        assertComplete(fixture.delete(messages(null, null)));

        assertThat(fixture.mails(one) + fixture.mails(other)).isZero();
        Map<String, List<String>> rows = fixture.rows(fixture.caller);
        assertThat(rows.get("inbox")).hasSize(2);
        for (String table : List.of("message", "message_body", "attachment", "event", "mail_thread", "thread_tag")) {
            assertThat(rows.get(table)).as(table).isEmpty();
        }
        for (String table : List.of("webhook_delivery", "webhook_payload", "outbound_recipient", "idempotency")) {
            assertThat(rows.get(table)).as(table).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void threadShouldBeSummedUpAnewWhenItLosesSomeMessages(Database database) throws Exception {
        start(database);
        Inbox inbox = fixture.inbox(fixture.caller, "ada");
        String first = fixture.receive(inbox, "first", "");
        Instant before = fixture.clock.instant();
        String reply = "In-Reply-To: <" + first + "@x.example>\n";
        fixture.receive(inbox, "second", reply);
        fixture.receive(inbox, "third", reply);
        Instant last = fixture.messages(inbox).get(2).createdAt();

        DeletionRequest done = fixture.delete(messages(inbox, before));

        assertComplete(done);
        assertThat(done.deleted().each()).containsEntry("messages", 1L).containsEntry("threads", 0L);
        MailThread thread = fixture.server.threads.get(
                fixture.caller.reach(), fixture.messages(inbox).get(0).thread());
        assertThat(thread.messageCount()).isEqualTo(2);
        assertThat(thread.subject()).isEqualTo("second");
        assertThat(thread.firstMessageAt()).isEqualTo(before);
        assertThat(thread.lastMessageAt()).isEqualTo(last);
        assertThat(thread.hasAttachments()).isTrue();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deletedMessageShouldNotComeBackWhenTheQueueGivesItsMailAgain(Database database) throws Exception {
        start(database);
        Inbox inbox = fixture.inbox(fixture.caller, "ada");
        String id = fixture.receive(inbox, "once", "");
        assertComplete(fixture.delete(messages(inbox, null)));

        assertThat(fixture.deliver(id, inbox, "once", "")).isEqualTo(Outcome.KNOWN);

        assertThat(fixture.messages(inbox)).isEmpty();
        assertThat(fixture.mails(inbox)).isZero();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void movedMailShouldGoWithItsMessage(Database database) throws Exception {
        start(database);
        Inbox inbox = fixture.full(fixture.caller, "ada", 1);
        MailFolder archive = new MailFolder(inbox.mailboxUser(), "Archive");
        MailFolder received = MailFolder.inbox(inbox.mailboxUser());
        MailHead mail = fixture.server.mailboxes.list(received, 0, 1, "Subject").get(0);
        byte[] bytes = fixture.server.mailboxes.read(received, mail.place()).orElseThrow();
        RawMail raw = RawMail.of(bytes);
        fixture.server.mailboxes.append(archive, raw.withTrace(""), fixture.clock.instant(), true);
        fixture.server.mailboxes.append(
                archive, RawMail.of("Subject: own\r\n\r\n".getBytes()).withTrace(""), fixture.clock.instant(), true);

        assertComplete(fixture.delete(messages(inbox, null)));

        assertThat(fixture.server.mailboxes.list(archive, 0, 10, "Subject"))
                .extracting(MailHead::header)
                .containsExactly("own");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void inboxShouldGoWithEverythingAndNothingElse(Database database) throws Exception {
        start(database);
        Inbox inbox = fixture.full(fixture.caller, "ada", 3);
        Inbox neighbour = fixture.full(fixture.caller, "bob", 2);
        Caller others = fixture.caller("others");
        fixture.full(others, "carl", 2);
        Map<String, List<String>> foreign = fixture.rows(others);
        List<StoredMessage> neighbours = fixture.messages(neighbour);
        fixture.server.mailboxes.append(
                new MailFolder(inbox.mailboxUser(), "Own.Folder"),
                RawMail.of(new byte[0]).withTrace("X: y\r\n\r\n"),
                fixture.clock.instant(),
                true);

        DeletionRequest done = fixture.delete(inbox(inbox));

        assertComplete(done);
        assertThat(done.deleted().each()).containsEntry("inboxes", 1L).containsEntry("messages", 4L);
        assertThat(fixture.server.mailboxes.folders(inbox.mailboxUser())).isEmpty();
        assertThat(fixture.server.accounts.exists(inbox.mailboxUser())).isFalse();
        assertThat(fixture.server.inboxes.receiving(inbox.address())).isEmpty();
        assertThat(fixture.server.inboxes.erased(inbox.address())).isTrue();
        fixture.rows(fixture.caller).forEach((table, rows) -> {
            if (!OwnedRows.KEPT.contains(table)) {
                assertThat(rows)
                        .as(table)
                        .noneMatch(row -> row.contains(inbox.id().value()));
            }
        });
        assertThat(fixture.messages(neighbour)).isEqualTo(neighbours);
        assertThat(fixture.mails(neighbour)).isEqualTo(3);
        assertThat(fixture.rows(others)).isEqualTo(foreign);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void organisationShouldLeaveNothingButItsAuditLogAndItsAddresses(Database database) throws Exception {
        start(database);
        fixture.full(fixture.caller, "ada", 2);
        Inbox deleted = fixture.full(fixture.caller, "bob", 2);
        fixture.server.inboxes.delete(fixture.caller.reach(), deleted.id());
        Caller others = fixture.caller("others");
        fixture.full(others, "carl", 2);
        Map<String, List<String>> foreign = fixture.rows(others);

        DeletionRequest done = fixture.delete(new Wanted(DeletionScope.ORGANIZATION, null, null));

        assertComplete(done);
        assertThat(done.deleted().each())
                .containsEntry("inboxes", 2L)
                .containsEntry("messages", 6L)
                .containsEntry("api_keys", 1L);
        Map<String, List<String>> left = fixture.rows(fixture.caller);
        left.forEach((table, rows) -> {
            if (!OwnedRows.KEPT.contains(table)) {
                assertThat(rows).as(table).isEmpty();
            }
        });
        assertThat(left.get("audit")).hasSize(3).noneMatch(row -> row.contains("@"));
        assertThat(left.get("inbox")).hasSize(2).noneMatch(row -> row.contains("Somebody"));
        assertThat(left.get("deletion_request")).hasSize(1);
        assertThat(fixture.rows(others)).isEqualTo(foreign);
        assertThat(fixture.caller("default").orgId()).isNotEqualTo(fixture.caller.orgId());
        assertThatThrownBy(() -> fixture.inbox(others, "ada")).isInstanceOf(Conflict.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void mailInTransitShouldGoWhenItIsForTheInboxAloneOrSentByIt(Database database) throws Exception {
        start(database);
        Inbox inbox = fixture.inbox(fixture.caller, "ada");
        Inbox neighbour = fixture.inbox(fixture.caller, "bob");
        Traveller mixed = new Traveller(null, "joe@x.example", List.of(inbox.address(), neighbour.address()));
        Traveller from = new Traveller(null, inbox.address(), List.of(neighbour.address()));
        fixture.inTransit.addAll(List.of(
                new Traveller(null, "joe@x.example", List.of("Ada+tag@agents.localhost")),
                new Traveller("msg_1", inbox.address(), List.of("joe@x.example")),
                mixed,
                from));

        assertComplete(fixture.delete(inbox(inbox)));

        assertThat(fixture.inTransit).containsExactly(mixed, from);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void lateMailShouldNotGetIntoAnErasedInbox(Database database) throws Exception {
        start(database);
        Inbox inbox = fixture.full(fixture.caller, "ada", 1);
        assertComplete(fixture.delete(inbox(inbox)));

        // A delivery that had looked the inbox up before it went.
        assertThat(fixture.deliver("late", inbox, "late", "")).isEqualTo(Outcome.GONE);

        assertThat(fixture.mails(inbox)).isZero();
        assertThat(fixture.rows(fixture.caller).get("ingest")).isEmpty();
        assertThat(fixture.messages(inbox)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void aftercareShouldSweepForADayAndSpareANewInboxAtTheAddress(Database database) throws Exception {
        start(database);
        Inbox inbox = fixture.full(fixture.caller, "ada", 1);
        assertComplete(fixture.delete(inbox(inbox)));
        Aftercare aftercare =
                new Aftercare(database, fixture.server.mailboxes, fixture::removeInTransit, fixture.clock);
        MailFolder folder = MailFolder.inbox(inbox.mailboxUser());
        fixture.server.mailboxes.append(
                folder, RawMail.of(new byte[0]).withTrace("A: b\r\n\r\n"), fixture.clock.instant(), false);
        fixture.inTransit.add(new Traveller(null, "joe@x.example", List.of(inbox.address())));

        fixture.clock.advance(Duration.ofMinutes(2));
        aftercare.run();

        assertThat(fixture.mails(inbox)).isZero();
        assertThat(fixture.inTransit).isEmpty();

        Inbox again = fixture.full(fixture.caller, "ada", 2);
        fixture.clock.advance(Duration.ofHours(25));
        aftercare.run();

        assertThat(fixture.mails(again)).isEqualTo(3);
        assertThat(fixture.rows(fixture.caller).get("inbox"))
                .filteredOn(row -> row.contains(inbox.id().value()))
                .noneMatch(row -> row.contains(inbox.address()));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void deletedInboxShouldGoWithoutTheMailOfTheOneThatHasItsAddressNow(Database database) throws Exception {
        start(database);
        Inbox old = fixture.full(fixture.caller, "ada", 2);
        fixture.server.inboxes.delete(fixture.caller.reach(), old.id());
        Inbox young = fixture.inbox(fixture.caller, "ada");
        fixture.receive(young, "new", "");

        assertComplete(fixture.delete(inbox(old)));

        assertThat(fixture.messages(old)).isEmpty();
        assertThat(fixture.messages(young)).extracting(StoredMessage::subject).containsExactly("new");
        assertThat(fixture.mails(young)).isEqualTo(1);
        assertThat(fixture.server.inboxes.erased(young.address())).isFalse();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void crashAnywhereShouldBeMadeGoodByTheNextStart(Database database) throws Exception {
        start(database);
        Caller others = fixture.caller("others");
        fixture.full(others, "carl", 2);
        Map<String, List<String>> foreign = fixture.rows(others);
        for (int crash = 0; crash < CRASHES; crash++) {
            Inbox inbox = fixture.full(fixture.caller, "ada" + crash, 2);
            AtomicInteger pulses = new AtomicInteger(crash);
            Deletions crashing = fixture.deletions(DeletionFixture.AT_ONCE, () -> {
                if (pulses.getAndDecrement() == 0) {
                    throw new Killed();
                }
            });
            Issued issued = crashing.request(fixture.caller, inbox(inbox));
            String id = issued.request().id();
            assertThatThrownBy(() -> crashing.confirm(fixture.caller, id, issued.token()))
                    .isInstanceOf(Killed.class);

            fixture.clock.advance(Run.LEASE.plusSeconds(1));
            fixture.worker(() -> {}).resume();

            Deletions after = fixture.deletions();
            await().until(() -> after.get(fixture.caller.reach(), id).state() != DeletionState.EXECUTING);
            assertComplete(after.get(fixture.caller.reach(), id));
            assertThat(fixture.mails(inbox)).isZero();
            assertThat(fixture.rows(fixture.caller).get("message")).isEmpty();
        }
        assertThat(fixture.rows(others)).isEqualTo(foreign);
    }

    /** What a worker does not survive. */
    private static final class Killed extends Error {
        Killed() {
            super("killed");
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void confirmationShouldNotWaitLongerThanItsTime(Database database) throws Exception {
        start(database);
        Inbox inbox = fixture.full(fixture.caller, "ada", 3);
        Deletions deletions = fixture.deletions(Duration.ZERO, () -> {});

        DeletionRequest begun = fixture.delete(deletions, inbox(inbox));

        assertThat(begun.confirmedAt()).isNotNull();
        await().until(() -> deletions.get(fixture.caller.reach(), begun.id()).state() == DeletionState.COMPLETED);
        assertComplete(deletions.get(fixture.caller.reach(), begun.id()));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void tokenShouldBeGoodForItsCallerAndOnce(Database database) throws Exception {
        start(database);
        Inbox inbox = fixture.full(fixture.caller, "ada", 1);
        Deletions deletions = fixture.deletions();
        Issued issued = deletions.request(fixture.caller, inbox(inbox));
        String id = issued.request().id();
        Caller otherKey =
                new Caller(fixture.caller.org(), "key_other", fixture.caller.scopes(), fixture.caller.reach());
        String tampered =
                (issued.token().startsWith("0") ? "1" : "0") + issued.token().substring(1);

        assertThat(issued.token()).matches("[0-9a-f]{64}");
        assertThatThrownBy(() -> deletions.confirm(fixture.caller, id, null)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> deletions.confirm(fixture.caller, id, tampered))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> deletions.confirm(otherKey, id, issued.token()))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> deletions.confirm(fixture.caller("others"), id, issued.token()))
                .isInstanceOf(NotFound.class);
        assertThat(fixture.messages(inbox)).hasSize(2);

        DeletionRequest first = deletions.confirm(fixture.caller, id, issued.token());
        DeletionRequest second = deletions.confirm(fixture.caller, id, issued.token());

        assertComplete(first);
        assertThat(second).isEqualTo(first);
        assertThatThrownBy(() -> deletions.confirm(fixture.caller, id, tampered))
                .isInstanceOf(Forbidden.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void guessingShouldCloseTheRequest(Database database) throws Exception {
        start(database);
        Inbox inbox = fixture.full(fixture.caller, "ada", 1);
        Deletions deletions = fixture.deletions();
        Issued issued = deletions.request(fixture.caller, inbox(inbox));
        String id = issued.request().id();
        for (int i = 0; i < DeletionStore.MAX_WRONG; i++) {
            assertThatThrownBy(() -> deletions.confirm(fixture.caller, id, "0")).isInstanceOf(Forbidden.class);
        }

        assertThatThrownBy(() -> deletions.confirm(fixture.caller, id, issued.token()))
                .isInstanceOf(Gone.class);
        assertThat(fixture.messages(inbox)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void requestShouldExpireAndMakeWayForAnother(Database database) throws Exception {
        start(database);
        Inbox inbox = fixture.full(fixture.caller, "ada", 1);
        Deletions deletions = fixture.deletions();
        Issued issued = deletions.request(fixture.caller, inbox(inbox));
        String id = issued.request().id();
        assertThatThrownBy(() -> deletions.request(fixture.caller, inbox(inbox)))
                .isInstanceOf(Conflict.class);

        fixture.clock.advance(Deletions.LIFE);

        assertThat(deletions.get(fixture.caller.reach(), id).state()).isEqualTo(DeletionState.EXPIRED);
        assertThatThrownBy(() -> deletions.confirm(fixture.caller, id, issued.token()))
                .isInstanceOf(Gone.class);
        assertThat(fixture.messages(inbox)).hasSize(2);
        assertComplete(fixture.delete(deletions, inbox(inbox)));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void limitedCallerShouldDeleteWithinItsReachOnly(Database database) throws Exception {
        start(database);
        Inbox inbox = fixture.inbox(fixture.caller, "ada");
        Inbox other = fixture.inbox(fixture.caller, "bob");
        Caller limited = new Caller(
                fixture.caller.org(),
                "key_limited",
                fixture.caller.scopes(),
                new Reach(fixture.caller.orgId(), Set.of(inbox.id())));
        Deletions deletions = fixture.deletions();

        assertThatThrownBy(() -> deletions.request(limited, new Wanted(DeletionScope.ORGANIZATION, null, null)))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> deletions.request(limited, messages(null, null)))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> deletions.request(limited, inbox(other))).isInstanceOf(NotFound.class);
        assertThatThrownBy(
                        () -> deletions.request(limited, new Wanted(DeletionScope.INBOX, new InboxId("i_none"), null)))
                .isInstanceOf(NotFound.class);
        Issued issued = deletions.request(limited, inbox(inbox));
        assertComplete(deletions.confirm(limited, issued.request().id(), issued.token()));
        String whole = fixture.delete(messages(null, null)).id();
        assertThatThrownBy(() -> deletions.get(limited.reach(), whole)).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void addressShouldBeFreeForItsOrganisationAfterTheErasureOnly(Database database) throws Exception {
        start(database);
        Inbox inbox = fixture.full(fixture.caller, "ada", 1);
        AtomicInteger tries = new AtomicInteger();
        Deletions deletions = fixture.deletions(DeletionFixture.AT_ONCE, () -> {
            if (fixture.server.inboxes.receiving(inbox.address()).isEmpty()
                    && !fixture.server.inboxes.erased(inbox.address())) {
                tries.incrementAndGet();
                assertThatThrownBy(() -> fixture.server.inboxes.create(
                                fixture.caller.reach(), null, new InboxChange("ada", null, null, null, null, null)))
                        .isInstanceOf(Conflict.class);
            }
        });

        assertComplete(fixture.delete(deletions, inbox(inbox)));

        assertThat(tries).hasPositiveValue();
        assertThat(fixture.mails(fixture.full(fixture.caller, "ada", 1))).isEqualTo(2);
    }
}
