package io.jamesagents.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.AgentsException.TooLarge;
import io.jamesagents.inbox.Reach;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UploadsTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final int FILE = 10_000;

    private final SettableClock clock = new SettableClock();
    private final AttachmentSettings settings =
            new AttachmentSettings(FILE, 3 * FILE, 5 * FILE, 6 * FILE, Duration.ofDays(7));
    private Orgs orgs;
    private Uploads uploads;
    private Attachments attachments;

    private void start(Database database) {
        orgs = new Orgs(database, clock);
        uploads = new Uploads(database, settings, clock);
        attachments = new Attachments(database, null, settings, clock);
    }

    private AttachmentDetails add(Org org) {
        return uploads.add(org, "a.bin", MimeType.BYTES, new byte[FILE]);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void addShouldKeepTheBytes(Database database) {
        start(database);
        Org org = orgs.ensure("a", "A", Tier.FREE);
        byte[] bytes = {0, -1, 13, 10, 26, 92, 39};
        AttachmentDetails added = uploads.add(org, "ü.bin", "a/b", bytes);
        AttachmentContent found = attachments.open(Reach.all(org.id()), added.id());
        assertThat(found.bytes()).isEqualTo(bytes);
        assertThat(found.details()).isEqualTo(added);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void addShouldKeepTheQuotaExactlyWhenManyComeAtOnce(Database database) throws Exception {
        start(database);
        Org free = orgs.ensure("free", "Free", Tier.FREE);
        Org pro = orgs.ensure("pro", "Pro", Tier.PRO);
        List<Callable<Boolean>> all = IntStream.range(0, 24)
                .<Callable<Boolean>>mapToObj(i -> () -> accepted(i % 2 == 0 ? free : pro))
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        int accepted = 0;
        for (Future<Boolean> one : pool.invokeAll(all)) {
            accepted += one.get() ? 1 : 0;
        }
        pool.shutdown();
        assertThat(accepted).isEqualTo(5 + 6);
        assertThat(accepted(free)).isFalse();
    }

    private boolean accepted(Org org) {
        try {
            add(org);
            return true;
        } catch (TooLarge e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void addShouldCountEmptyFilesToo(Database database) {
        start(database);
        Org org = orgs.ensure("a", "A", Tier.FREE);
        List<AttachmentDetails> added = new ArrayList<>();
        for (int i = 0; i < 5 * FILE / 1024; i++) {
            added.add(uploads.add(org, "a", "a/b", new byte[0]));
        }
        assertThatThrownBy(() -> uploads.add(org, "a", "a/b", new byte[0]))
                .isInstanceOfSatisfying(TooLarge.class, e -> {
                    assertThat(e.limit()).isEqualTo(5 * FILE);
                    assertThat(e.used()).isGreaterThan(4 * FILE);
                });
        assertThat(added).hasSize(48);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void addShouldHaveNoLimitForEnterprise(Database database) {
        start(database);
        Org org = orgs.ensure("a", "A", Tier.ENTERPRISE);
        IntStream.range(0, 10).forEach(i -> add(org));
        assertThatThrownBy(() -> uploads.add(org, "a", "a/b", new byte[FILE + 1]))
                .isInstanceOf(TooLarge.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void cleanUpShouldMakeRoomAgain(Database database) {
        start(database);
        Org org = orgs.ensure("a", "A", Tier.FREE);
        AttachmentDetails old = add(org);
        clock.advance(Duration.ofDays(6));
        IntStream.range(0, 4).forEach(i -> add(org));
        assertThat(accepted(org)).isFalse();
        clock.advance(Duration.ofDays(1));
        uploads.cleanUp();
        assertThatThrownBy(() -> attachments.get(Reach.all(org.id()), old.id())).isInstanceOf(NotFound.class);
        assertThat(accepted(org)).isTrue();
        assertThat(accepted(org)).isFalse();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void getShouldNotFindWhatIsAnothers(Database database) {
        start(database);
        Org org = orgs.ensure("a", "A", Tier.FREE);
        Org other = orgs.ensure("b", "B", Tier.FREE);
        AttachmentId id = add(org).id();
        assertThatThrownBy(() -> attachments.get(Reach.all(other.id()), id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> attachments.open(Reach.all(other.id()), id)).isInstanceOf(NotFound.class);
    }
}
