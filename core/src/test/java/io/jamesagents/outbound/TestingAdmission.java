package io.jamesagents.outbound;

import io.jamesagents.ServerSecret;
import io.jamesagents.delivery.DeliveryLedger;
import io.jamesagents.event.Events;
import io.jamesagents.guard.GuardRules;
import io.jamesagents.guard.GuardSettings;
import io.jamesagents.guard.ReputationWatch;
import io.jamesagents.guard.SendGuards;
import io.jamesagents.loop.LoopGuard;
import io.jamesagents.message.MessageStore;
import io.jamesagents.store.Database;
import io.jamesagents.suppression.FailureRules;
import io.jamesagents.suppression.SuppressionCheck;
import io.jamesagents.suppression.UnsubscribeLinks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What decides about mails to be sent, with all that listens to what becomes of them. */
public final class TestingAdmission {
    /** No guard is on. */
    public static final GuardSettings NO_GUARDS = guards(new GuardRules(false, 50, 3, 0, false));

    public static final UnsubscribeLinks LINKS =
            new UnsubscribeLinks(new ServerSecret(new byte[32]), "https://mail.example");

    public final DeliveryLedger ledger;
    public final SendGuards guards;
    public final Admission admission;

    public TestingAdmission(
            Database database, SendLimits limits, GuardSettings settings, LoopGuard loops, Events events, Clock clock) {
        ledger = new DeliveryLedger(
                database,
                new MessageStore(),
                events,
                List.of(new FailureRules(clock), new ReputationWatch(database, settings, events, clock)),
                clock);
        guards = new SendGuards(database, settings, clock);
        admission = new Admission(limits, guards, new SuppressionCheck(clock), loops, ledger, events);
    }

    /** Rates over a day with at least 20 recipients, pauses of four hours, 15 mails in ten seconds and 50 in a minute. */
    public static GuardSettings guards(GuardRules rules) {
        return new GuardSettings(rules, 20, Duration.ofDays(1), Duration.ofHours(4), 15, 50);
    }
}
