package io.jamesagents.inbox;

import io.jamesagents.AgentsException.Conflict;
import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.Ids;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.inbox.InboxChange.WebhookChange;
import io.jamesagents.mailbox.MailAccounts;
import io.jamesagents.maildomain.DomainId;
import io.jamesagents.maildomain.MailDomain;
import io.jamesagents.maildomain.MailDomains;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Cursor;
import io.jamesagents.store.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The inboxes of all organisations. An address belongs to one organisation for good, also after its inbox is deleted. */
public final class Inboxes {
    private final InboxStore store;
    private final MailDomains domains;
    private final MailAccounts accounts;
    private final InboxSettings settings;
    private final Clock clock;
    private final InboxCache cache;

    public Inboxes(InboxStore store, MailDomains domains, MailAccounts accounts, InboxSettings settings, Clock clock) {
        this.store = store;
        this.domains = domains;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
        this.cache = new InboxCache(clock);
    }

    /** Makes an inbox with its mailboxes; {@code domain} null leaves the choice to {@link MailDomains#preferred}. */
    public Inbox create(Reach reach, DomainId domain, InboxChange wanted) {
        reach.requireWholeOrganisation();
        OrgId org = reach.org();
        MailDomain at = domain == null ? domains.preferred(org) : domains.get(org, domain);
        if (!at.verified()) {
            throw new Conflict(
                    "domain_not_verified", "The domain " + at.name() + " is not verified yet: it can have no inbox");
        }
        String local = LocalPart.parse(wanted.localPart(), at.shared());
        String address = local + "@" + at.name();
        Inbox inbox = new Inbox(
                new InboxId(Ids.random("i_")),
                org,
                at.id(),
                at.name(),
                local,
                address,
                address,
                wanted.displayName(),
                wanted.agent(),
                wanted.active() == null || wanted.active(),
                webhook(wanted.webhook(), null),
                wanted.tagRules() == null ? List.of() : wanted.tagRules(),
                extraction(wanted.extraction(), null),
                unsubscribe(wanted.unsubscribe(), false),
                Instant.ofEpochMilli(clock.millis()));
        requireFree(org, address);
        accounts.ensure(address);
        store.insert(inbox);
        cache.clear();
        return inbox;
    }

    /** Refuses an address that another inbox has or another organisation had, and one of a James user of somebody's. */
    private void requireFree(OrgId org, String address) {
        boolean somebodys = !store.owned(org, address) && accounts.exists(address);
        if (somebodys || !store.free(org, address)) {
            throw InboxStore.addressTaken(address);
        }
    }

    public Inbox get(Reach reach, InboxId id) {
        reach.require(id);
        return store.find(reach.org(), id).orElseThrow(() -> new NotFound("Inbox"));
    }

    /** Refuses an id that never was an inbox of the organisation. The mail of a deleted one can still be read. */
    public void requireExisted(Reach reach, InboxId id) {
        if (!reach.covers(id) || !store.existed(reach.org(), id)) {
            throw new NotFound("Inbox");
        }
    }

    /** The inbox, if it is on that domain. */
    public Inbox get(Reach reach, DomainId domain, InboxId id) {
        return store.find(reach.org(), id)
                .filter(inbox -> reach.covers(id))
                .filter(inbox -> inbox.domain().equals(domain))
                .orElseThrow(() -> new NotFound("Inbox"));
    }

    /** The inboxes in the order they were made; {@code domain} null for those of all domains. */
    public Page<Inbox> list(Reach reach, DomainId domain, int limit, Cursor after) {
        return store.list(reach, domain, limit, after);
    }

    /** The inbox that takes mail for an address, without regard to case and to a part behind a plus sign. */
    public Optional<Inbox> receiving(String address) {
        return cache.get(withoutDetail(address), store::byAddress);
    }

    /** Whether an address was ever an inbox; such an address is answered for by us and nobody else. */
    public boolean everExisted(String address) {
        return store.everExisted(withoutDetail(address));
    }

    /** Whether a caller may send as an address that is no inbox: one on a domain that its organisation has verified. */
    public boolean ownsDomainOf(Reach reach, String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return !reach.limited() && domains.verified(reach.org(), domain).isPresent();
    }

    /** Whether the address was that of an inbox whose data is deleted: mail for it is nobody's any more. */
    public boolean erased(String address) {
        return store.erased(withoutDetail(address));
    }

    /** To be called when inboxes were changed past this. */
    public void changed() {
        cache.clear();
    }

    /** Reads inboxes that the server itself works on, for whichever organisation. */
    public Optional<Inbox> find(InboxId id) {
        return store.find(id);
    }

    public Inbox update(Reach reach, InboxId id, InboxChange change) {
        Inbox old = get(reach, id);
        OrgId org = reach.org();
        String local = change.localPart() == null
                ? old.localPart()
                : LocalPart.parse(
                        change.localPart(), domains.get(org, old.domain()).shared());
        String address = local + "@" + old.domainName();
        if (!address.equals(old.address())) {
            requireFree(org, address);
        }
        Inbox changed = new Inbox(
                old.id(),
                org,
                old.domain(),
                old.domainName(),
                local,
                address,
                old.mailboxUser(),
                change.displayName() == null ? old.displayName() : change.displayName(),
                change.agent() == null ? old.agent() : change.agent(),
                change.active() == null ? old.active() : change.active(),
                change.webhook() == null ? old.webhook() : webhook(change.webhook(), old.webhook()),
                change.tagRules() == null ? old.tagRules() : change.tagRules(),
                extraction(change.extraction(), old.extraction()),
                unsubscribe(change.unsubscribe(), old.unsubscribe()),
                old.createdAt());
        store.update(changed, change.webhook() != null, clock.millis());
        cache.clear();
        return changed;
    }

    /** Stops receiving; the mail stays until it is deleted by a deletion request. */
    public void delete(Reach reach, InboxId id) {
        get(reach, id);
        store.delete(reach.org(), id, clock.millis());
        cache.clear();
    }

    private WebhookTarget webhook(Optional<WebhookChange> change, WebhookTarget old) {
        return change == null || change.isEmpty()
                ? null
                : change.get()
                        .applyTo(old, Instant.ofEpochMilli(clock.millis()))
                        .checked(settings.allowHttp());
    }

    private boolean unsubscribe(Boolean change, boolean old) {
        if (Boolean.TRUE.equals(change) && !settings.linkable()) {
            throw new Conflict(
                    "public_url_missing", "unsubscribe needs links, and the server's agents.public-url is not set");
        }
        return change == null ? old : change;
    }

    private static ExtractionSchema extraction(Optional<ExtractionSchema> change, ExtractionSchema old) {
        return change == null ? old : change.map(ExtractionSchema::checked).orElse(null);
    }

    /** The address in lower case without the part from the plus sign to the {@code @}. */
    public static String withoutDetail(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@');
        int plus = lower.indexOf('+');
        return plus > 0 && plus < at ? lower.substring(0, plus) + lower.substring(at) : lower;
    }
}
