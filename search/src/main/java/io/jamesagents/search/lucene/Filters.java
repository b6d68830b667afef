package io.jamesagents.search.lucene;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.message.MessageId;
import io.jamesagents.search.SearchFilter;
import java.util.Collection;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** What a filter is as a query of Lucene. */
final class Filters {
    private Filters() {}

    /** The documents of a kind that a filter lets through. */
    static Query all(SearchFilter filter, String kind) {
        BooleanQuery.Builder query = scope(filter, kind);
        term(query, Documents.FROM, filter.from());
        term(query, Documents.TO, filter.to());
        term(query, Documents.PARTICIPANT, filter.participant());
        term(
                query,
                Documents.DIRECTION,
                filter.direction() == null ? null : filter.direction().word());
        term(
                query,
                Documents.ATTACHMENT,
                filter.hasAttachment() == null ? null : filter.hasAttachment().toString());
        time(query, filter);
        if (filter.messages() != null) {
            query.add(messages(filter.messages()), Occur.FILTER);
        }
        return query.build();
    }

    /** All messages that the caller may look for at this place: how rare a word is, is counted among these. */
    static Query scope(SearchFilter filter) {
        return scope(filter, Documents.MESSAGE).build();
    }

    private static BooleanQuery.Builder scope(SearchFilter filter, String kind) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        term(query, Documents.KIND, kind);
        term(query, Documents.ORG, filter.org().value());
        if (filter.inboxes() != null) {
            Collection<BytesRef> inboxes = filter.inboxes().stream()
                    .map(InboxId::value)
                    .map(BytesRef::new)
                    .toList();
            query.add(new TermInSetQuery(Documents.INBOX, inboxes), Occur.FILTER);
        }
        term(
                query,
                Documents.DOMAIN,
                filter.domain() == null ? null : filter.domain().value());
        return query;
    }

    static Query messages(Collection<MessageId> messages) {
        return new TermInSetQuery(
                Documents.ID,
                messages.stream().map(MessageId::value).map(BytesRef::new).toList());
    }

    static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static void term(BooleanQuery.Builder query, String field, String value) {
        if (value != null) {
            query.add(term(field, value), Occur.FILTER);
        }
    }

    private static void time(BooleanQuery.Builder query, SearchFilter filter) {
        if (filter.before() != null || filter.after() != null) {
            long from = filter.after() == null
                    ? Long.MIN_VALUE
                    : Math.addExact(filter.after().toEpochMilli(), 1);
            long to = filter.before() == null
                    ? Long.MAX_VALUE
                    : Math.addExact(filter.before().toEpochMilli(), -1);
            query.add(LongPoint.newRangeQuery(Documents.TIME, from, to), Occur.FILTER);
        }
    }
}
