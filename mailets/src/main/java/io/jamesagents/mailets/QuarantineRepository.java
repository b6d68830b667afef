package io.jamesagents.mailets;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.quarantine.KeptMail;
import io.jamesagents.quarantine.MailDepot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.Header;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.mailet.Mail;

/** The mail repositories {@code var/mail/quarantine}, whatever their protocol. */
public final class QuarantineRepository implements MailDepot {
    private static final MailRepositoryPath PATH = MailRepositoryPath.from("var/mail/quarantine");
    private static final String AGENTS = "agents";

    private final MailRepositoryStore repositories;
    private final MailQueue spool;

    @Inject
    public QuarantineRepository(MailRepositoryStore repositories, MailQueueFactory<?> queues) {
        this.repositories = repositories;
        this.spool = queues.createQueue(MailQueueFactory.SPOOL);
    }

    /** Reads a mail that is there, or works on it. */
    @FunctionalInterface
    private interface Work<T> {
        T with(MailRepository repository, Mail mail) throws MessagingException;
    }

    @Override
    public long size() {
        try {
            long size = 0;
            for (MailRepository repository : all()) {
                size += repository.size();
            }
            return size;
        } catch (MessagingException e) {
            throw away(e);
        }
    }

    @Override
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        try {
            for (MailRepository repository : all()) {
                Iterator<MailKey> there = repository.list();
                there.forEachRemaining(key -> keys.add(key.asString()));
            }
            return keys;
        } catch (MessagingException e) {
            throw away(e);
        }
    }

    @Override
    public Optional<KeptMail> find(String key) {
        return with(
                key,
                (repository, mail) -> new KeptMail(
                        key,
                        MailNotes.ingestId(mail),
                        SpoolQueue.sender(mail),
                        mail.getRecipients().stream().map(MailAddress::asString).toList(),
                        mail.getMessageSize(),
                        mail.getLastUpdated() == null
                                ? null
                                : mail.getLastUpdated().toInstant(),
                        mail.getErrorMessage()));
    }

    @Override
    public List<String> headers(String key, int limit) {
        return with(key, (repository, mail) -> lines(mail, limit)).orElse(List.of());
    }

    private static List<String> lines(Mail mail, int limit) throws MessagingException {
        return Collections.list(mail.getMessage().getAllHeaders()).stream()
                .limit(limit)
                .map(header -> ((Header) header).getName() + ": " + ((Header) header).getValue())
                .toList();
    }

    @Override
    public void release(String key) {
        with(key, (repository, mail) -> {
            mail.setState(AGENTS);
            mail.setErrorMessage(null);
            spool.enQueue(mail);
            repository.remove(new MailKey(key));
            return key;
        });
    }

    @Override
    public void remove(String key) {
        with(key, (repository, mail) -> {
            repository.remove(new MailKey(key));
            return key;
        });
    }

    private <T> Optional<T> with(String key, Work<T> work) {
        try {
            for (MailRepository repository : all()) {
                Mail mail = repository.retrieve(new MailKey(key));
                if (mail != null) {
                    return Optional.of(with(repository, mail, work));
                }
            }
            return Optional.empty();
        } catch (MessagingException e) {
            throw away(e);
        }
    }

    private static <T> T with(MailRepository repository, Mail mail, Work<T> work) throws MessagingException {
        try {
            return work.with(repository, mail);
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    private List<MailRepository> all() {
        try {
            return repositories.getByPath(PATH).toList();
        } catch (MailRepositoryStoreException e) {
            throw away(e);
        }
    }

    private static Unavailable away(Exception cause) {
        return new Unavailable("The mail repository of the quarantine does not answer", cause);
    }
}
