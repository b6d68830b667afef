package io.jamesagents.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.apikey.Caller;
import io.jamesagents.audit.Audit;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.store.Database;
import io.jamesagents.suppression.NewSuppression;
import io.jamesagents.suppression.Suppressions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuppressionDeletionTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";

    private static void suppress(DeletionFixture fixture, Caller owner, Inbox inbox, String email) {
        Audit audit = new Audit(fixture.database, fixture.clock);
        new Suppressions(fixture.database, fixture.server.inboxes, fixture.server.domains, audit, fixture.clock)
                .add(owner, new NewSuppression(email, inbox == null ? null : inbox.id(), null, null));
    }

    private static long left(DeletionFixture fixture) {
        return fixture.database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM suppression")
                .mapTo(Long.class)
                .one());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void suppressionsShouldGoWithTheirInboxAndAllOfThemWithTheOrganisation(Database database) throws Exception {
        try (DeletionFixture fixture = new DeletionFixture(database)) {
            Inbox ada = fixture.full(fixture.caller, "ada", 1);
            Inbox bob = fixture.full(fixture.caller, "bob", 1);
            Caller other = fixture.caller("other");
            suppress(fixture, fixture.caller, ada, "a@x.example");
            suppress(fixture, fixture.caller, ada, "b@x.example");
            suppress(fixture, fixture.caller, bob, "a@x.example");
            suppress(fixture, fixture.caller, null, "a@x.example");
            suppress(fixture, other, null, "a@x.example");

            DeletionRequest messages = fixture.delete(new Wanted(DeletionScope.MESSAGES, ada.id(), null));
            assertThat(messages.deleted().each()).containsEntry(Counts.SUPPRESSIONS, 0L);
            DeletionRequest inbox = fixture.delete(DeletionFixture.inbox(ada));
            assertThat(inbox.preview().each()).containsEntry(Counts.SUPPRESSIONS, 2L);
            assertThat(inbox.deleted().each()).containsEntry(Counts.SUPPRESSIONS, 2L);
            assertThat(left(fixture)).isEqualTo(3);
            DeletionRequest all = fixture.delete(new Wanted(DeletionScope.ORGANIZATION, null, null));
            assertThat(all.preview().each()).containsEntry(Counts.SUPPRESSIONS, 2L);
            assertThat(all.deleted().each()).containsEntry(Counts.SUPPRESSIONS, 2L);
            assertThat(left(fixture)).isEqualTo(1);
        }
    }
}
