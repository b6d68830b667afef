package io.jamesagents.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Gone;
import io.jamesagents.ServerSecret;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.apikey.Caller;
import io.jamesagents.inbox.Reach;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DownloadLinksTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final String URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=&";
    private static final AttachmentId FILE = new AttachmentId("att_1");

    private final SettableClock clock = new SettableClock();
    private final ServerSecret secret = new ServerSecret(new byte[32]);
    private Database database;
    private Orgs orgs;
    private ApiKeys keys;
    private Org org;
    private DownloadLinks links;
    private Caller caller;

    private void start(Database opened) {
        database = opened;
        orgs = new Orgs(database, clock);
        keys = new ApiKeys(database, secret, clock);
        org = orgs.ensure("a", "A", Tier.FREE);
        links = new DownloadLinks(database, keys, orgs, secret, clock);
        caller = keys.authenticate(keys.issue(org.id(), "test", List.of("read")));
    }

    private void execute(String sql, String id) {
        database.update(handle -> handle.createUpdate(sql).bind("id", id).execute());
    }

    private void assertRefused(AttachmentId file, String query) {
        assertThatThrownBy(() -> links.verify(file, query))
                .as(query)
                .isInstanceOf(Forbidden.class)
                .hasMessage("This download link is not valid");
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void verifyShouldAcceptUntilTheTime(Database database) {
        start(database);
        String query = links.sign(caller, FILE, 60);
        assertThat(links.verify(FILE, query)).isEqualTo(Reach.all(org.id()));
        clock.advance(Duration.ofSeconds(59));
        assertThat(links.verify(FILE, query).org()).isEqualTo(org.id());
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> links.verify(FILE, query)).isInstanceOf(Gone.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void verifyShouldRefuseWhatWasNotSigned(Database database) {
        start(database);
        String query = links.sign(caller, FILE, 60);
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder forged = new StringBuilder(query);
            for (int changes = 0; changes <= i % 3; changes++) {
                int place = random.nextInt(query.length());
                forged.setCharAt(place, URL_SAFE.charAt(random.nextInt(URL_SAFE.length())));
            }
            if (!forged.toString().equals(query)) {
                assertRefused(FILE, forged.toString());
            }
        }
        assertRefused(FILE, null);
        assertRefused(FILE, "");
        assertRefused(new AttachmentId("att_2"), query);
        assertRefused(FILE, query.toLowerCase(java.util.Locale.ROOT));
        assertThat(links.verify(FILE, query)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void verifyShouldRefuseWhenAnotherInstallationSigned(Database database) {
        start(database);
        byte[] other = new byte[32];
        other[0] = 1;
        DownloadLinks foreign = new DownloadLinks(database, keys, orgs, new ServerSecret(other), clock);
        assertRefused(FILE, foreign.sign(caller, FILE, 60));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void verifyShouldRefuseWhenTheKeyMayNotActAnyMore(Database database) {
        start(database);
        String query = links.sign(caller, FILE, 60);
        execute("UPDATE api_key SET status = 'inactive' WHERE id = :id", caller.actor());
        assertRefused(FILE, query);
        execute("UPDATE api_key SET status = 'active', expires_at = 1 WHERE id = :id", caller.actor());
        assertRefused(FILE, query);
        execute("UPDATE api_key SET expires_at = NULL WHERE id = :id", caller.actor());
        assertThat(links.verify(FILE, query)).isNotNull();
        execute("UPDATE org SET status = 'deleted' WHERE id = :id", org.id().value());
        assertRefused(FILE, query);
        execute("DELETE FROM api_key WHERE id = :id", caller.actor());
        assertRefused(FILE, query);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void verifyShouldAcceptAnAgentsLinkWhileItsOrganisationIsActive(Database database) {
        start(database);
        AttachmentSettings settings = new AttachmentSettings(10, 10, 10_000, 10_000, Duration.ofDays(1));
        AttachmentId id = new Uploads(database, settings, clock)
                .add(org, "a", "a/b", new byte[1])
                .id();
        String query = links.sign(new Caller(org, "agt_1", Set.of(), Reach.all(org.id())), id, 60);
        assertThat(links.verify(id, query).org()).isEqualTo(org.id());
        assertRefused(FILE, query);
        execute("UPDATE org SET status = 'deleted' WHERE id = :id", org.id().value());
        assertRefused(id, query);
    }
}
