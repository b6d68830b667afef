package io.jamesagents.delivery;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How far a mail has come on its way to one recipient. */
public enum RecipientState {
    /** Accepted from the agent, not in the mail queue yet. */
    ACCEPTED,
    /** In the mail queue. */
    QUEUED,
    /** Being handed over, or handed over without our having heard the answer. */
    SENDING,
    /** Not taken for now; it is tried again. */
    DEFERRED,
    /** Taken by a server that is not the recipient's: the smart host. */
    SENT,
    /** Taken by the recipient's server, or in the mailbox of a local inbox. */
    DELIVERED,
    /** Nothing was sent, since the recipient is suppressed. */
    SUPPRESSED,
    /** Given up without the recipient's server having refused it for good. */
    FAILED,
    /** Refused for good. */
    BOUNCED,
    /** The recipient called it unwanted. */
    COMPLAINED;

    private static final Set<RecipientState> UNDER_WAY = EnumSet.of(ACCEPTED, QUEUED, SENDING, DEFERRED);
    /** The worst first; how a mail to several recipients stands. */
    private static final List<RecipientState> WORST_FIRST = List.of(COMPLAINED, BOUNCED, FAILED);

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RecipientState parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether it may still change of itself. */
    public boolean underWay() {
        return UNDER_WAY.contains(this);
    }

    /** Whether news of the next state count: nothing is sent twice, and what went wrong is not taken back. */
    boolean mayBecome(RecipientState next) {
        return switch (next) {
            case ACCEPTED -> false;
                // What was given up an operator may put back into the queue.
            case QUEUED -> this == ACCEPTED || this == FAILED;
            case SENDING, DEFERRED, SENT, SUPPRESSED -> underWay();
            case DELIVERED -> underWay() || this == SENT;
            case FAILED, BOUNCED -> underWay() || this == SENT || this == DELIVERED;
            case COMPLAINED -> this != COMPLAINED && this != SUPPRESSED;
        };
    }

    /** How a mail stands whose recipients stand so: the worst of them; suppressed only if all are. */
    static String status(Collection<RecipientState> recipients) {
        for (RecipientState worst : WORST_FIRST) {
            if (recipients.contains(worst)) {
                return worst.word();
            }
        }
        if (recipients.stream().anyMatch(RecipientState::underWay)) {
            return QUEUED.word();
        }
        if (recipients.contains(SENT)) {
            return SENT.word();
        }
        return recipients.contains(DELIVERED) ? DELIVERED.word() : SUPPRESSED.word();
    }
}
