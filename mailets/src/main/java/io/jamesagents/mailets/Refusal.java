package io.jamesagents.mailets;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPSendFailedException;
import com.sun.mail.smtp.SMTPSenderFailedException;
import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.delivery.RemoteReply;
import java.util.List;
import java.util.stream.Stream;
import javax.mail.AuthenticationFailedException;
import javax.mail.MessagingException;

/**
 * Why a mail was not taken, read from what James's delivery threw. {@code ofRecipient} says that the other side answered to
 * RCPT, {@code unheard} that it may have the mail, since nobody heard its answer to the end of the data.
 */
record Refusal(RemoteReply reply, boolean ofRecipient, boolean noServer, boolean unheard) {
    private static final int PERMANENT = 500;
    private static final RemoteReply NO_SERVER =
            new RemoteReply(null, null, "5.1.2", "There is no mail server for the domain of the address");
    private static final String CLOSED = "[EOF]";

    /** @param host the server that was asked last; null when none was */
    static Refusal of(Exception failure, String host) {
        List<Throwable> chain = chain(failure);
        Throwable telling = chain.stream()
                .filter(Refusal::isReply)
                .reduce((first, second) -> second)
                .orElse(null);
        RemoteReply reply = telling == null ? unsaid(chain, host) : ReplyText.read(host, text(telling));
        boolean refusedLogin = chain.stream().anyMatch(AuthenticationFailedException.class::isInstance);
        return new Refusal(
                refusedLogin ? new RemoteReply(host, null, reply.status(), reply.text()) : reply,
                telling instanceof SMTPAddressFailedException,
                host == null && failure instanceof MessagingException,
                reply.code() == null && chain.stream().anyMatch(Refusal::atEndOfData));
    }

    /** From the outermost to what caused it. */
    private static List<Throwable> chain(Exception failure) {
        return Stream.<Throwable>iterate(failure, e -> e != null, Refusal::next)
                .limit(20)
                .toList();
    }

    private static Throwable next(Throwable e) {
        return e instanceof MessagingException known && known.getNextException() != null
                ? known.getNextException()
                : e.getCause();
    }

    private static boolean isReply(Throwable e) {
        return e instanceof SMTPAddressFailedException
                || e instanceof SMTPSendFailedException
                || e instanceof SMTPSenderFailedException
                || ReplyText.read(null, e.getMessage()).code() != null;
    }

    private static String text(Throwable e) {
        String text = e.getMessage() == null ? "" : e.getMessage().strip();
        return text.equals(CLOSED) ? "The server closed the connection" : text;
    }

    /** What we know when the other side said nothing that can be read. */
    private static RemoteReply unsaid(List<Throwable> chain, String host) {
        String text = chain.stream()
                .map(Refusal::text)
                .filter(part -> !part.isEmpty())
                .distinct()
                .reduce((outer, inner) -> outer.contains(inner) ? outer : outer + ": " + inner)
                .orElse(null);
        return new RemoteReply(host, null, null, text);
    }

    /** JavaMail does not say what it was doing; but where it was. */
    private static boolean atEndOfData(Throwable e) {
        return Stream.of(e.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("finishData")
                        && frame.getClassName().endsWith("SMTPTransport"));
    }

    /** The end of a mail that is not tried again: refused by the recipient's side, or given up for other reasons. */
    Change end(boolean triedLongEnough) {
        if (!triedLongEnough && noServer) {
            return Change.bounced(NO_SERVER);
        }
        if (!triedLongEnough && reply.code() != null && reply.code() >= PERMANENT) {
            return new Change(RecipientState.BOUNCED, reply, null, aboutAddress() ? Change.HARD : Change.SOFT, false);
        }
        Change failed = Change.failed(reply);
        return unheard ? failed.asPossibleDuplicate() : failed;
    }

    /** What was refused for its content or its sender may arrive the next time (RFC 3463, 3.2 and 3.3). */
    private boolean aboutAddress() {
        String status = reply.status();
        if (status == null) {
            return ofRecipient;
        }
        return status.equals("5.2.1")
                || (status.startsWith("5.1.") && !status.equals("5.1.7") && !status.equals("5.1.8"))
                || (ofRecipient && status.equals("5.0.0"));
    }
}
