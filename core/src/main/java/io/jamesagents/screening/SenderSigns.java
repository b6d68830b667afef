package io.jamesagents.screening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.authentication.dmarc.OrganizationalDomain;
import io.jamesagents.message.StoredMessage;
import io.jamesagents.store.Database;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What there is to know about the sender of a mail: was it authenticated, do answers go elsewhere, has it written before. */
final class SenderSigns {
    private static final Pattern ADDRESS =
            Pattern.compile("([^\\s<>,;:\"()]{1,64}@[^\\s<>,;:\"()]{1,255})(?=>?\\s*(?:,|$))");
    private static final String EARLIER =
            "SELECT 1 FROM message WHERE org_id = :org AND sender = :sender AND inbox_id = :inbox"
                    + " AND direction = 'inbound' AND created_at <= :before AND id <> :id LIMIT 1";
    private static final String WRITTEN_TO =
            "SELECT 1 FROM outbound_recipient WHERE inbox_id = :inbox AND recipient = :sender AND org_id = :org LIMIT 1";

    private final Database database;

    SenderSigns(Database database) {
        this.database = database;
    }

    /** {@code replyTo} is the field of that name, or null. */
    ObjectNode of(StoredMessage message, @Nullable String replyTo) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("authentication", verdict(message.authentication()));
        json.put("first_contact", first(message));
        String elsewhere = elsewhere(message.sender(), replyTo);
        json.put("reply_to_mismatch", elsewhere != null);
        if (elsewhere != null) {
            json.put("reply_to", elsewhere);
        }
        return json;
    }

    private static String verdict(@Nullable JsonNode authentication) {
        return authentication == null ? "none" : authentication.path("verdict").asText("none");
    }

    /** Whether neither wrote to the other before, as far as the messages of this inbox tell. */
    private boolean first(StoredMessage message) {
        return message.sender() == null
                || database.read(handle -> !known(handle, EARLIER, message) && !known(handle, WRITTEN_TO, message));
    }

    private static boolean known(Handle handle, String sql, StoredMessage message) {
        return handle.createQuery(sql)
                .bind("org", message.org().value())
                .bind("inbox", message.inbox().value())
                .bind("sender", message.sender())
                .bind("before", message.createdAt().toEpochMilli())
                .bind("id", message.id().value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** The address that answers go to, when it is on another registered domain than the sender's. */
    private static @Nullable String elsewhere(@Nullable String sender, @Nullable String replyTo) {
        Matcher address = ADDRESS.matcher(replyTo == null ? "" : replyTo.toLowerCase(Locale.ROOT));
        if (sender == null || !address.find() || domain(sender).equals(domain(address.group(1)))) {
            return null;
        }
        return address.group(1);
    }

    private static String domain(String address) {
        return OrganizationalDomain.of(address.substring(address.lastIndexOf('@') + 1));
    }
}
