package io.jamesagents.mailbox;

import io.jamesagents.AgentsException.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.mail.Flags;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxManager.CreateOption;
import org.apache.james.mailbox.MailboxManager.MailboxSearchFetchType;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageManager.AppendCommand;
import org.apache.james.mailbox.MessageManager.AppendResult;
import org.apache.james.mailbox.MessageManager.MailboxMetaData.Item;
import org.apache.james.mailbox.MessageManager.MailboxMetaData.RecentMode;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxExistsException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.Content;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.Header;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.MessageResultIterator;
import org.apache.james.mailbox.model.search.MailboxQuery;

/**
 * The mailboxes of James, addressed by (user, name, UID): the one form of address that every mailbox backend of James has.
 * A mailbox that is missing is made when mail is put there.
 */
public final class Mailboxes {
    private static final int LOCKS = 256;

    private final MailboxManager manager;
    private final Lock[] locks = new Lock[LOCKS];

    public Mailboxes(MailboxManager manager) {
        this.manager = manager;
        Arrays.setAll(locks, i -> new ReentrantLock());
    }

    /** Makes INBOX and Sent, as far as they are missing. */
    public void ensure(String user) {
        inSession(MailFolder.inbox(user), session -> {
            create(MailFolder.inbox(user), session);
            create(MailFolder.sent(user), session);
            return null;
        });
    }

    /** Puts a mail into a mailbox; it is there for good when this returns. */
    public StoredUid append(MailFolder folder, Content mail, Instant received, boolean seen) {
        return alone(folder, session -> {
            MessageManager mailbox = open(folder, session);
            AppendCommand command = AppendCommand.builder()
                    .withInternalDate(Date.from(received))
                    .isRecent(!seen)
                    .isDelivery(!seen)
                    .withFlags(seen ? new Flags(Flags.Flag.SEEN) : new Flags())
                    .build(mail);
            AppendResult result = mailbox.appendMessage(command, session);
            return new StoredUid(uidValidity(mailbox), result.getId().getUid().asLong());
        });
    }

    /** The mails with a UID above {@code after}, lowest first, at most {@code limit}, with one header of each. */
    public List<MailHead> list(MailFolder folder, long after, int limit, String header) {
        return inSession(folder, session -> {
            MessageManager mailbox = open(folder, session);
            long validity = uidValidity(mailbox);
            List<MailHead> found = new ArrayList<>();
            MessageRange range = MessageRange.from(MessageUid.of(after + 1));
            MessageResultIterator mails = mailbox.getMessages(range, FetchGroup.HEADERS, session);
            while (mails.hasNext() && found.size() < limit) {
                MessageResult mail = mails.next();
                // The range "n:*" always has the last mail, also when its UID is below n (RFC 3501, 6.4.8).
                if (mail.getUid().asLong() > after) {
                    found.add(head(mail, validity, header));
                }
            }
            return found;
        });
    }

    private static MailHead head(MessageResult mail, long validity, String name) throws MailboxException {
        return new MailHead(
                new StoredUid(validity, mail.getUid().asLong()),
                mail.getInternalDate().toInstant(),
                header(mail, name));
    }

    private static String header(MessageResult mail, String name) throws MailboxException {
        Iterator<Header> headers = mail.getHeaders().headers();
        while (headers.hasNext()) {
            Header header = headers.next();
            if (header.getName().equalsIgnoreCase(name)) {
                return header.getValue().trim();
            }
        }
        return null;
    }

    /** The UIDVALIDITY of a mailbox. */
    public long uidValidity(MailFolder folder) {
        return inSession(folder, session -> uidValidity(open(folder, session)));
    }

    /** The highest UID that the mailbox has given out, 0 when it has given none. */
    public long lastUid(MailFolder folder) {
        return inSession(
                folder,
                session -> open(folder, session)
                                .getMetaData(RecentMode.IGNORE, session, EnumSet.of(Item.NextUid))
                                .getUidNext()
                                .asLong()
                        - 1);
    }

    /** The bytes of a mail as IMAP shows them; empty when it is not there any more. */
    public Optional<byte[]> read(MailFolder folder, StoredUid place) {
        return inSession(folder, session -> {
            MessageManager mailbox = open(folder, session);
            if (uidValidity(mailbox) != place.uidValidity()) {
                return Optional.empty();
            }
            MessageRange one = MessageRange.one(MessageUid.of(place.uid()));
            MessageResultIterator mails = mailbox.getMessages(one, FetchGroup.FULL_CONTENT, session);
            return mails.hasNext() ? Optional.of(bytes(mails.next())) : Optional.empty();
        });
    }

    private static byte[] bytes(MessageResult mail) throws MailboxException, IOException {
        try (InputStream content = mail.getFullContent().getInputStream()) {
            return content.readAllBytes();
        }
    }

    public void delete(MailFolder folder, StoredUid place) {
        delete(folder, List.of(place));
    }

    /** Deletes those of the mails that are there. */
    public void delete(MailFolder folder, List<StoredUid> places) {
        if (places.isEmpty()) {
            return;
        }
        alone(folder, session -> {
            MessageManager mailbox = existing(folder, session);
            if (mailbox != null) {
                long validity = uidValidity(mailbox);
                List<MessageUid> uids = places.stream()
                        .filter(place -> place.uidValidity() == validity)
                        .map(place -> MessageUid.of(place.uid()))
                        .toList();
                mailbox.delete(uids, session);
            }
            return null;
        });
    }

    /** The mailboxes that a user has, whoever made them. */
    public List<MailFolder> folders(String user) {
        return inSession(MailFolder.inbox(user), session -> manager.search(
                        MailboxQuery.privateMailboxesBuilder(session).build(), MailboxSearchFetchType.Minimal, session)
                .map(found -> new MailFolder(user, found.getPath().getName()))
                .collectList()
                .block());
    }

    /** Removes a mailbox with all that is in it. */
    public void remove(MailFolder folder) {
        inSession(folder, session -> {
            if (existing(folder, session) != null) {
                manager.deleteMailbox(folder.path(), session);
            }
            return null;
        });
    }

    private MessageManager existing(MailFolder folder, MailboxSession session) throws MailboxException {
        try {
            return manager.getMailbox(folder.path(), session);
        } catch (MailboxNotFoundException e) {
            return null;
        }
    }

    private MessageManager open(MailFolder folder, MailboxSession session) throws MailboxException {
        try {
            return manager.getMailbox(folder.path(), session);
        } catch (MailboxNotFoundException e) {
            create(folder, session);
            return manager.getMailbox(folder.path(), session);
        }
    }

    private void create(MailFolder folder, MailboxSession session) throws MailboxException {
        try {
            manager.createMailbox(folder.path(), CreateOption.CREATE_SUBSCRIPTION, session);
        } catch (MailboxExistsException e) {
            // It is there, which is what was wanted.
        }
    }

    private static long uidValidity(MessageManager mailbox) throws MailboxException {
        return mailbox.getMailboxEntity().getUidValidity().asLong();
    }

    /** Works on a mailbox as the only one here who changes it: databases below James answer crossing changes with deadlocks. */
    private <T> T alone(MailFolder folder, Work<T> work) {
        Lock lock = locks[Math.floorMod(folder.hashCode(), locks.length)];
        lock.lock();
        try {
            return inSession(folder, work);
        } finally {
            lock.unlock();
        }
    }

    private <T> T inSession(MailFolder folder, Work<T> work) {
        MailboxSession session = manager.createSystemSession(folder.username());
        manager.startProcessingRequest(session);
        try {
            return work.in(session);
        } catch (MailboxException | IOException e) {
            throw new Unavailable("The mailbox of " + folder.user() + " does not answer", e);
        } finally {
            manager.endProcessingRequest(session);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T in(MailboxSession session) throws MailboxException, IOException;
    }
}
