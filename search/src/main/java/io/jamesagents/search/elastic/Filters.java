package io.jamesagents.search.elastic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.message.MessageId;
import io.jamesagents.search.SearchFilter;
import java.util.Collection;

/** What a filter is in Elasticsearch's query language: a list of conditions that all hold. */
final class Filters {
    private final ArrayNode conditions = Json.MAPPER.createArrayNode();

    private Filters() {}

    /** The documents of a kind that a filter lets through. */
    static ArrayNode all(SearchFilter filter, String kind) {
        Filters all = new Filters().scope(filter, kind);
        all.term(Fields.FROM, filter.from());
        all.term(Fields.TO, filter.to());
        all.term(Fields.PARTICIPANT, filter.participant());
        all.term(
                Fields.DIRECTION,
                filter.direction() == null ? null : filter.direction().word());
        all.term(
                Fields.ATTACHMENT,
                filter.hasAttachment() == null ? null : filter.hasAttachment().toString());
        all.time(filter);
        if (filter.messages() != null) {
            all.terms(
                    Fields.ID, filter.messages().stream().map(MessageId::value).toList());
        }
        return all.conditions;
    }

    /** All messages that the caller may look for at this place. */
    static ArrayNode scope(SearchFilter filter) {
        return new Filters().scope(filter, Fields.MESSAGE).conditions;
    }

    /** The documents that have this value in a field, of one organisation. */
    static ArrayNode of(String org, String field, String value) {
        Filters filters = new Filters();
        filters.term(Fields.ORG, org);
        filters.term(field, value);
        return filters.conditions;
    }

    private Filters scope(SearchFilter filter, String kind) {
        term(Fields.KIND, kind);
        term(Fields.ORG, filter.org().value());
        if (filter.inboxes() != null) {
            terms(Fields.INBOX, filter.inboxes().stream().map(InboxId::value).toList());
        }
        term(Fields.DOMAIN, filter.domain() == null ? null : filter.domain().value());
        return this;
    }

    private void term(String field, String value) {
        if (value != null) {
            conditions.addObject().putObject("term").put(field, value);
        }
    }

    private void terms(String field, Collection<String> values) {
        ArrayNode any = conditions.addObject().putObject("terms").putArray(field);
        values.forEach(any::add);
    }

    private void time(SearchFilter filter) {
        if (filter.before() == null && filter.after() == null) {
            return;
        }
        ObjectNode range = conditions.addObject().putObject("range").putObject(Fields.TIME);
        if (filter.after() != null) {
            range.put("gt", filter.after().toEpochMilli());
        }
        if (filter.before() != null) {
            range.put("lt", filter.before().toEpochMilli());
        }
    }
}
