package io.jamesagents.attachment;

import io.jamesagents.AgentsException.Forbidden;
import io.jamesagents.AgentsException.Gone;
import io.jamesagents.ServerSecret;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.apikey.Caller;
import io.jamesagents.inbox.Reach;
import io.jamesagents.org.OrgId;
import io.jamesagents.org.Orgs;
import io.jamesagents.store.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Downloads without credentials: a query string that is good for one file until a time. It names the key or agent that asked
 * for it, and is worth nothing once that one may not act any more.
 */
public final class DownloadLinks {
    private static final String PURPOSE = "attachment-download";
    private static final String AGENT = "agt_";

    private final Database database;
    private final ApiKeys keys;
    private final Orgs orgs;
    private final ServerSecret secret;
    private final Clock clock;
    private final AttachmentStore store = new AttachmentStore();

    public DownloadLinks(Database database, ApiKeys keys, Orgs orgs, ServerSecret secret, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.orgs = orgs;
        this.secret = secret;
        this.clock = clock;
    }

    /** The query string of a link that works for so many seconds from now. */
    public String sign(Caller caller, AttachmentId id, long seconds) {
        long expiry = clock.instant().getEpochSecond() + seconds;
        return new LinkQuery(expiry, caller.actor(), signature(caller.orgId(), id, expiry, caller.actor())).text();
    }

    /** What a link reaches; whatever is wrong with it, the words are the same, and only a true one can be too old. */
    public Reach verify(AttachmentId id, String query) {
        LinkQuery link = LinkQuery.parse(query).orElseThrow(DownloadLinks::refused);
        Reach reach = reachOf(link.actor(), id).orElseThrow(DownloadLinks::refused);
        if (!same(link.signature(), signature(reach.org(), id, link.expiry(), link.actor()))) {
            throw refused();
        }
        if (clock.instant().getEpochSecond() >= link.expiry()) {
            throw new Gone("This download link has expired");
        }
        return reach;
    }

    /** How far somebody reaches now; empty for one who may not act any more. */
    private Optional<Reach> reachOf(String actor, AttachmentId id) {
        if (!actor.startsWith(AGENT)) {
            return keys.reachOf(actor);
        }
        return database.read(handle -> store.owner(handle, id))
                .filter(org -> "active".equals(orgs.get(org).status()))
                .map(Reach::all);
    }

    private String signature(OrgId org, AttachmentId id, long expiry, String actor) {
        String hmac = secret.hmac(
                PURPOSE, String.join("|", "v1", "GET", org.value(), id.value(), "" + expiry, "attachment", actor));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(hmac));
    }

    /** As texts: two spellings of the same bytes are not the same. */
    private static boolean same(String given, String right) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.US_ASCII), right.getBytes(StandardCharsets.US_ASCII));
    }

    private static Forbidden refused() {
        return new Forbidden("This download link is not valid");
    }
}
