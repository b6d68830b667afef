package io.jamesagents.report;

import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.delivery.RemoteReply;

/** What a report means for the ledger of deliveries. */
final class ReportedNews {
    private ReportedNews() {}

    /** Refused for good for a reason that lies in the address is a hard bounce; for another one, a soft one. */
    static Change change(ReportedRecipient recipient) {
        RemoteReply reply = reply(recipient);
        return switch (recipient.kind()) {
            case PERMANENT -> recipient.reason().liesInAddress()
                    ? Change.bounced(reply)
                    : new Change(RecipientState.BOUNCED, reply, null, Change.SOFT, false);
            case TEMPORARY -> Change.failed(reply);
            case DELIVERED -> Change.to(RecipientState.DELIVERED, reply);
            case FEEDBACK, AUTO_REPLY -> throw new IllegalArgumentException("says nothing about the delivery");
        };
    }

    static RemoteReply reply(ReportedRecipient recipient) {
        String text = recipient.text() == null ? recipient.reason().word() : recipient.text();
        return new RemoteReply(recipient.host(), recipient.code(), recipient.status(), text);
    }
}
