package io.jamesagents.mailets;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.deletion.InTransit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueItemView;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueIterator;
import org.apache.james.queue.api.ManageableMailQueue.Type;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;

/** The mail in James's queues and mail repositories. */
public final class QueuedAndStored implements InTransit {
    private final MailQueueFactory<? extends ManageableMailQueue> queues;
    private final MailRepositoryStore repositories;

    @Inject
    public QueuedAndStored(MailQueueFactory<? extends ManageableMailQueue> queues, MailRepositoryStore repositories) {
        this.queues = queues;
        this.repositories = repositories;
    }

    @Override
    public int remove(Predicate<Traveller> matching) {
        int removed = 0;
        try {
            for (MailQueueName name : queues.listCreatedMailQueues()) {
                removed += remove(queues.createQueue(name), matching);
            }
            for (MailRepositoryUrl url : repositories.getUrls().toList()) {
                MailRepository repository = repositories.get(url).orElse(null);
                removed += repository == null ? 0 : remove(repository, matching);
            }
        } catch (MessagingException | MailRepositoryStoreException e) {
            throw new Unavailable("The mail queue or a mail repository does not answer", e);
        }
        return removed;
    }

    private static int remove(ManageableMailQueue queue, Predicate<Traveller> matching) throws MailQueueException {
        List<String> names = new ArrayList<>();
        MailQueueIterator items = queue.browse();
        try {
            while (items.hasNext()) {
                MailQueueItemView item = items.next();
                if (matching.test(traveller(item.getMail()))) {
                    names.add(item.getMail().getName());
                }
                LifecycleUtil.dispose(item);
            }
        } finally {
            items.close();
        }
        for (String name : names) {
            queue.remove(Type.Name, name);
        }
        return names.size();
    }

    private static int remove(MailRepository repository, Predicate<Traveller> matching) throws MessagingException {
        int removed = 0;
        Iterator<MailKey> keys = repository.list();
        while (keys.hasNext()) {
            MailKey key = keys.next();
            Mail mail = repository.retrieve(key);
            if (mail == null) {
                continue;
            }
            boolean matches = matching.test(traveller(mail));
            LifecycleUtil.dispose(mail);
            if (matches) {
                repository.remove(key);
                removed++;
            }
        }
        return removed;
    }

    private static Traveller traveller(Mail mail) {
        return new Traveller(
                AttributeUtils.getValueAndCastFromMail(mail, SpoolQueue.MESSAGE_ID, String.class)
                        .orElse(null),
                SpoolQueue.sender(mail),
                mail.getRecipients().stream().map(MailAddress::asString).toList());
    }
}
