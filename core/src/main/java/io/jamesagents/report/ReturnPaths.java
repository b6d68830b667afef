package io.jamesagents.report;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the mail that a return path is of. One is good through the seventh day after the day on which its mail was sent, since
 * servers give up after five days at most (RFC 5321, 4.5.4.1), ours after two; a forged, unknown or older one finds nothing.
 */
public final class ReturnPaths {
    private static final int DAYS = 7;

    private final Database database;
    private final ReturnTags tags;
    private final String sharedDomain;
    private final Clock clock;

    public ReturnPaths(Database database, ReturnTags tags, String sharedDomain, Clock clock) {
        this.database = database;
        this.tags = tags;
        this.sharedDomain = sharedDomain;
        this.clock = clock;
    }

    private record Kept(SentMail mail, String from, long day) {}

    /** Whether an address has the form of a return path of ours, good or not; that of another system's is not ours to refuse. */
    public boolean ours(String address) {
        return ReturnTags.in(address).isPresent() && domain(address).equals(sharedDomain);
    }

    /** Whether mail to this address is about a mail of ours. */
    public boolean good(String address) {
        return find(address).isPresent();
    }

    Optional<SentMail> find(String address) {
        return ReturnTags.in(address).flatMap(tag -> kept(tag)
                .filter(kept -> matches(tag, kept) && domain(kept.from).equals(domain(address)))
                .map(Kept::mail));
    }

    private boolean matches(String tag, Kept kept) {
        long age = ReturnTags.day(clock.instant()) - kept.day;
        SentMail mail = kept.mail;
        return age >= 0 && age <= DAYS && tags.holds(tag, mail.org(), mail.message(), mail.recipient(), kept.day);
    }

    private Optional<Kept> kept(String tag) {
        return database.read(handle -> handle.createQuery(
                        "SELECT r.org_id, r.inbox_id, r.message_id, r.recipient, r.return_day, m.sender, m.rfc_message_id"
                                + " FROM outbound_recipient r JOIN message m ON m.id = r.message_id"
                                + " WHERE r.return_tag = :tag")
                .bind("tag", tag)
                .map((row, context) -> kept(row))
                .findOne());
    }

    private static Kept kept(ResultSet row) throws SQLException {
        SentMail mail = new SentMail(
                new OrgId(row.getString("org_id")),
                new InboxId(row.getString("inbox_id")),
                new MessageId(row.getString("message_id")),
                row.getString("recipient"),
                row.getString("rfc_message_id"));
        return new Kept(mail, row.getString("sender"), row.getLong("return_day"));
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
