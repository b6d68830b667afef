package io.jamesagents.mailets;

import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.delivery.RemoteReply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.transport.mailets.remote.delivery.Bouncer;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Writes down what became of mail of agents, for {@code GET /v1/messages/{id}/delivery}, metrics and webhooks, and ends its way.
 * Mail of people goes on untouched. While the database is away a copy of the mail waits in the spool.
 *
 * <p>What became of it is, in this order: what {@link DeliverRemotely} noted on the mail because it could not write it down;
 * what the mailet's parameters say; the error that James's {@code RemoteDelivery} left on it.
 *
 * <ul>
 *   <li>{@code state}: {@code sent} (to a smart host), {@code delivered}, {@code bounced} (refused for good) or {@code failed}
 *       (given up). Without it only what the mail itself says is written down.
 *   <li>{@code reason}: a sentence for the sender, with {@code bounced} and {@code failed}; it may begin with an SMTP reply code
 *       and an enhanced status code.
 *   <li>{@code passThrough}: whether mail of agents, too, goes on to the next mailet. Default false.
 * </ul>
 *
 * <pre>{@code
 * <mailet match="All" class="io.jamesagents.mailets.RecordDelivery">
 *     <state>bounced</state>
 *     <reason>550 5.1.1 There is no such user</reason>
 *     <passThrough>true</passThrough>
 * </mailet>
 * }</pre>
 */
public final class RecordDelivery extends GenericMailet {
    private static final List<String> STATES = List.of("sent", "delivered", "bounced", "failed");

    private final DeliveryNotes notes;
    private Change stated;
    private boolean passThrough;

    @Inject
    public RecordDelivery(DeliveryNotes notes) {
        this.notes = notes;
    }

    @Override
    public void init() throws MessagingException {
        passThrough = getInitParameter("passThrough", false);
        String state = getInitParameter("state");
        if (state != null && !STATES.contains(state)) {
            throw new MessagingException("RecordDelivery: state must be one of " + String.join(", ", STATES));
        }
        stated = state == null ? null : change(state, ReplyText.read(null, getInitParameter("reason")));
    }

    private static Change change(String state, RemoteReply reply) {
        return switch (state) {
            case "bounced" -> Change.bounced(reply);
            case "failed" -> Change.failed(reply);
            default -> Change.to(RecipientState.valueOf(state.toUpperCase(Locale.ROOT)), reply);
        };
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (AgentMail.of(mail).isEmpty()) {
            return;
        }
        Optional<Change> outcome =
                MailNotes.outcome(mail).or(() -> Optional.ofNullable(stated)).or(() -> left(mail));
        if (outcome.isPresent()) {
            notes.noteOrLater(mail, outcome.get());
        }
        if (!passThrough) {
            mail.setState(Mail.GHOST);
        }
    }

    /** James's code for an error is unreliable, its text is right. */
    private static Optional<Change> left(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, Bouncer.DELIVERY_ERROR, String.class)
                .map(text -> ReplyText.read(null, text))
                .map(reply ->
                        reply.code() != null && reply.code() >= 500 ? Change.bounced(reply) : Change.failed(reply));
    }

    @Override
    public String getMailetInfo() {
        return "Writes down what became of agents' mail";
    }
}
