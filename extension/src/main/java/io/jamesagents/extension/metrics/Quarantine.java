package io.jamesagents.extension.metrics;

import java.util.function.Supplier;
import javax.inject.Inject;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;

/** How many mails are kept in the repository of mail that crashed the pipeline; -1 while it cannot be asked. */
public final class Quarantine implements Supplier<Long> {
    private static final MailRepositoryUrl PLACE = MailRepositoryUrl.from("file://var/mail/quarantine/");

    private final MailRepositoryStore repositories;

    @Inject
    Quarantine(MailRepositoryStore repositories) {
        this.repositories = repositories;
    }

    @Override
    @SuppressWarnings("CatchingUnchecked")
    public Long get() {
        try {
            MailRepository repository = repositories.get(PLACE).orElse(null);
            return repository == null ? 0L : repository.size();
        } catch (Exception e) {
            return -1L;
        }
    }
}
