package io.jamesagents.search;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/** A refinement as conditions on the rows {@code m} of messages. */
final class RefinedRows {
    private final StringBuilder conditions = new StringBuilder();
    private final Map<String, Object> values = new HashMap<>();

    RefinedRows(Refinement wanted) {
        if (wanted.from() != null) {
            add("m.sender LIKE :from ESCAPE '!'", "from", ending(wanted.from()));
        }
        if (wanted.to() != null) {
            add(recipient("to") + recipient(" OR ", "cc") + recipient(" OR ", "bcc"), "to", identity(wanted.to()));
        }
        if (wanted.participant() != null) {
            add("m.participants LIKE :person ESCAPE '!'", "person", "%" + identity(wanted.participant()));
        }
        if (wanted.before() != null) {
            add("m.created_at < :before", "before", wanted.before().toEpochMilli());
        }
        if (wanted.after() != null) {
            add("m.created_at > :after", "after", wanted.after().toEpochMilli());
        }
        if (wanted.direction() != null) {
            add("m.direction = :direction", "direction", wanted.direction().word());
        }
        if (wanted.hasAttachment() != null) {
            add(wanted.hasAttachment() ? "m.attachment_count > :none" : "m.attachment_count = :none", "none", 0);
        }
        thread(wanted);
    }

    private void thread(Refinement wanted) {
        if (wanted.status() != null) {
            add(
                    "m.thread_id IN (SELECT id FROM mail_thread WHERE org_id = :org AND status = :status)",
                    "status",
                    wanted.status().word());
        }
        if (wanted.tag() != null) {
            add(
                    "m.thread_id IN (SELECT thread_id FROM thread_tag WHERE org_id = :org AND tag = :tag)",
                    "tag",
                    wanted.tag());
        }
    }

    private static String recipient(String role) {
        return "m.participants LIKE '%\"role\":\"" + role + "\",' || :to ESCAPE '!'";
    }

    private static String recipient(String or, String role) {
        return or + recipient(role);
    }

    /** As it stands in the JSON of participants. */
    private static String identity(String term) {
        return "\"identity\":\"" + ending(term) + "\"%";
    }

    private static String ending(String term) {
        String literal = term.replaceAll("([!%_])", "!$1");
        return term.startsWith("@") ? "%" + literal : literal;
    }

    private void add(String condition, String name, Object value) {
        conditions.append(" AND (").append(condition).append(')');
        values.put(name, value);
    }

    /** To be added to a WHERE in which {@code :org} is bound. */
    String and() {
        return conditions.toString();
    }

    Query bind(Query query) {
        values.forEach(query::bind);
        return query;
    }
}
