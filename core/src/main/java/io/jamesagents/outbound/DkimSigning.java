package io.jamesagents.outbound;

import io.jamesagents.inbox.Inbox;
import io.jamesagents.inbox.Inboxes;
import io.jamesagents.maildomain.dkim.SigningKey;
import io.jamesagents.maildomain.dkim.SigningKeys;
import io.jamesagents.org.OrgId;
import java.util.Locale;
import java.util.Optional;

/** Decides with which domain's key a mail is signed, so that nobody gets a signature under another's name. */
public final class DkimSigning {
    private final Inboxes inboxes;
    private final SigningKeys keys;

    public DkimSigning(Inboxes inboxes, SigningKeys keys) {
        this.inboxes = inboxes;
        this.keys = keys;
    }

    /**
     * The key of the domain of {@code from}, if {@code sender}, whom the server knows to have sent the mail, may speak for it: an
     * inbox of the organisation that has the domain, or a James user on that domain. On the shared domain an organisation
     * speaks for its inboxes, and a user for itself.
     */
    public Optional<SigningKey> key(String sender, String from) {
        String of = from.toLowerCase(Locale.ROOT);
        String by = sender.toLowerCase(Locale.ROOT);
        return keys.of(domain(of)).filter(key -> by.equals(of) || mayUse(key, by, of));
    }

    private boolean mayUse(SigningKey key, String sender, String from) {
        Optional<OrgId> org = inboxes.receiving(sender).map(Inbox::org);
        if (key.shared()) {
            return org.isPresent() && org.equals(inboxes.receiving(from).map(Inbox::org));
        }
        return org.map(key.org()::equals).orElseGet(() -> domain(sender).equals(domain(from)));
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
