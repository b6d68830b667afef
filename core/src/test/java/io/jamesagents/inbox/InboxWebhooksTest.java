package io.jamesagents.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.inbox.InboxChange.WebhookChange;
import io.jamesagents.ingest.TestingMailServer;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import io.jamesagents.webhook.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InboxWebhooksTest {
    private static final String EACH = "io.jamesagents.store.TestDatabases#each";
    private static final String ENDPOINT = "https://x.example/hook";

    private final SettableClock clock = new SettableClock();
    private Database database;
    private TestingMailServer server;
    private InboxWebhooks webhooks;
    private Reach reach;
    private InboxId inbox;

    private void start(Database chosen) throws Exception {
        database = chosen;
        server = new TestingMailServer(database, clock);
        webhooks = new InboxWebhooks(database, server.inboxes, clock);
        reach = Reach.all(server.org);
        inbox = server.inboxes
                .create(reach, null, new InboxChange("a", null, null, null, null, null))
                .id();
        set(new WebhookChange(ENDPOINT, null, null, null));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private WebhookTarget set(WebhookChange change) {
        return server.inboxes
                .update(reach, inbox, new InboxChange(null, null, null, null, Optional.of(change), null))
                .webhook();
    }

    private WebhookTarget now() {
        return server.inboxes.get(reach, inbox).webhook();
    }

    private boolean turnOff(String endpoint) {
        return database.write(handle -> webhooks.turnOff(handle, server.org, inbox, endpoint, "It is gone"));
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void oldSecretShouldSignUntilTheOverlapIsOverWhenRotated(Database chosen) throws Exception {
        start(chosen);
        String first = now().secret();
        String second = webhooks.rotateSecret(reach, inbox, Duration.ofHours(1))
                .webhook()
                .secret();
        assertThat(second).isNotEqualTo(first).matches("whsec_[0-9a-f]{48}");
        assertThat(now().secrets(clock.instant())).containsExactly(second, first);
        assertThat(set(new WebhookChange("https://x.example/2", null, null, null))
                        .secrets(clock.instant()))
                .containsExactly(second, first);
        clock.advance(Duration.ofHours(1));
        assertThat(now().secrets(clock.instant())).containsExactly(second);
        WebhookTarget third = webhooks.rotateSecret(reach, inbox, Duration.ZERO).webhook();
        assertThat(third.secrets(clock.instant())).hasSize(1).doesNotContain(first, second);
        assertThat(third.toString()).doesNotContain(third.secret());
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void mailShouldSeeTheNewSecretAtOnceWhenRotated(Database chosen) throws Exception {
        start(chosen);
        String address = server.inboxes.get(reach, inbox).address();
        server.inboxes.receiving(address);
        String secret =
                webhooks.rotateSecret(reach, inbox, Duration.ZERO).webhook().secret();
        assertThat(server.inboxes.receiving(address).orElseThrow().webhook().secret())
                .isEqualTo(secret);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void rotationShouldBeRefusedWhenItCannotBe(Database chosen) throws Exception {
        start(chosen);
        OrgId other =
                new Orgs(database, clock).ensure("other", "Other", Tier.FREE).id();
        assertThatThrownBy(() -> webhooks.rotateSecret(Reach.all(other), inbox, Duration.ZERO))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() ->
                        webhooks.rotateSecret(reach, inbox, Duration.ofDays(7).plusSeconds(1)))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> webhooks.rotateSecret(reach, inbox, Duration.ofSeconds(-1)))
                .isInstanceOf(Invalid.class);
        server.inboxes.update(reach, inbox, InboxChange.of((WebhookChange) null));
        assertThatThrownBy(() -> webhooks.rotateSecret(reach, inbox, Duration.ZERO))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @MethodSource(EACH)
    void webhookShouldStayOffUntilItIsSetAgainWhenTurnedOff(Database chosen) throws Exception {
        start(chosen);
        assertThat(turnOff("https://x.example/elsewhere")).isFalse();
        assertThat(turnOff(ENDPOINT)).isTrue();
        assertThat(turnOff(ENDPOINT)).isFalse();
        server.inboxes.update(reach, inbox, new InboxChange(null, "Ada", null, null, null, null));
        set(new WebhookChange(null, List.of("inbound", "bounce"), null, null));
        assertThat(now().disabled().reason()).isEqualTo("It is gone");
        assertThat(now().wants("inbound")).isFalse();
        assertThat(set(new WebhookChange(ENDPOINT, null, null, null)).disabled())
                .isNull();
        turnOff(ENDPOINT);
        assertThat(set(new WebhookChange(null, null, null, true)).wants("bounce"))
                .isTrue();
        assertThat(set(new WebhookChange(null, null, null, false)).wants("bounce"))
                .isFalse();
        assertThat(set(new WebhookChange(ENDPOINT, null, null, false)).disabled())
                .isNotNull();
    }

    /** Somebody changes the inbox's name, having read it before its webhook was turned off. */
    @ParameterizedTest
    @MethodSource(EACH)
    void changeOfSomethingElseShouldNotTurnAWebhookOnWhenItsReaderWasLate(Database chosen) throws Exception {
        start(chosen);
        Inbox read = server.inboxes.get(reach, inbox);
        turnOff(ENDPOINT);
        new InboxStore(database).update(read, false, clock.millis());
        assertThat(now().disabled()).isNotNull();
    }
}
