package io.jamesagents.quarantine;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Progress;
import io.jamesagents.audit.Audit;
import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.ingest.Ledger;
import io.jamesagents.store.Database;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Mail that was tried too often, for the operator: looked at, tried again, or removed. */
public final class Quarantine {
    private static final int HEADERS = 200;

    private final Database database;
    private final MailDepot depot;
    private final Ledger ledger;
    private final Inboxes inboxes;
    private final Audit audit;
    private final String actor;

    /** {@code actor} is who the audit log says it was. */
    public Quarantine(Database database, MailDepot depot, Ledger ledger, Inboxes inboxes, Audit audit, String actor) {
        this.database = database;
        this.depot = depot;
        this.ledger = ledger;
        this.inboxes = inboxes;
        this.audit = audit;
        this.actor = actor;
    }

    /** A mail, and why it is here as far as that is known. */
    public record Case(KeptMail mail, @Nullable String reason) {}

    /** One with the lines of its header. */
    public record Detail(Case found, List<String> headers) {}

    /** Part of the list; {@code next} is where it goes on, null at the end. */
    public record Listing(List<Case> cases, @Nullable String next) {}

    /** In the order of their keys, behind {@code after}, which a listing before gave; null for the beginning. */
    public Listing list(int limit, @Nullable String after) {
        TreeSet<String> keys = new TreeSet<>(depot.keys());
        List<String> wanted = (after == null ? keys : keys.tailSet(decoded(after), false))
                .stream().limit(limit + 1L).toList();
        List<Case> cases = wanted.stream()
                .limit(limit)
                .flatMap(key -> depot.find(key).stream())
                .map(this::explained)
                .toList();
        return new Listing(cases, wanted.size() > limit ? encoded(wanted.get(limit - 1)) : null);
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Invalid("cursor", "Invalid cursor");
        }
    }

    public Detail get(String key) {
        return new Detail(explained(require(key)), depot.headers(key, HEADERS));
    }

    private KeptMail require(String key) {
        return depot.find(key).orElseThrow(() -> new NotFound("Mail in quarantine"));
    }

    private Case explained(KeptMail mail) {
        Optional<String> reason = inboxesOf(mail).stream()
                .flatMap(inbox -> ledger.quarantineReason(mail.ingestId(), inbox).stream())
                .findFirst();
        return new Case(mail, reason.orElse(mail.error()));
    }

    private List<Inbox> inboxesOf(KeptMail mail) {
        List<Inbox> found = new ArrayList<>();
        mail.recipients().forEach(recipient -> inboxes.receiving(recipient).ifPresent(found::add));
        return found;
    }

    /** Gives the mail all its attempts again and puts it into the pipeline. */
    public void release(String key) {
        KeptMail mail = require(key);
        database.update(handle -> inboxesOf(mail).forEach(inbox -> {
            ledger.release(handle, mail.ingestId(), inbox);
            audit.record(handle, inbox.org(), actor, "quarantine.released", mail.ingestId());
        }));
        depot.release(key);
    }

    /** Removes the mail for good. */
    public void delete(String key) {
        KeptMail mail = require(key);
        depot.remove(key);
        database.update(handle -> inboxesOf(mail)
                .forEach(inbox -> audit.record(handle, inbox.org(), actor, "quarantine.deleted", mail.ingestId())));
    }

    /** Releases every mail that is there now. */
    public void releaseAll(Progress progress) throws InterruptedException {
        each(progress, this::release);
    }

    /** Removes every mail that is there now. */
    public void deleteAll(Progress progress) throws InterruptedException {
        each(progress, this::delete);
    }

    private void each(Progress progress, Consumer<String> work) throws InterruptedException {
        List<String> keys = depot.keys();
        progress.set(Progress.TOTAL, keys.size());
        for (String key : keys) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            progress.add(done(key, work) ? Progress.DONE : Progress.FAILED);
        }
    }

    private static boolean done(String key, Consumer<String> work) {
        try {
            work.accept(key);
            return true;
        } catch (NotFound e) {
            return false;
        }
    }
}
