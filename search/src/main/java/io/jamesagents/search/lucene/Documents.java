package io.jamesagents.search.lucene;

import io.jamesagents.search.IndexedMessage;
import io.jamesagents.search.IndexedMessage.Passage;
import io.jamesagents.search.SearchField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/**
 * A message as Lucene's documents: one with its words, and one for each passage. All carry what filters ask for, so that both
 * kinds of search filter without a join.
 */
final class Documents {
    static final String KIND = "kind";
    static final String MESSAGE = "message";
    static final String PASSAGE = "passage";
    static final String ID = "id";
    static final String ORG = "org";
    static final String INBOX = "inbox";
    static final String DOMAIN = "domain";
    static final String DIRECTION = "direction";
    static final String ATTACHMENT = "attachment";
    static final String FROM = "from";
    static final String TO = "to";
    static final String PARTICIPANT = "participant";
    static final String TIME = "time";
    static final String VECTOR = "vector";
    static final String NUMBER = "number";
    static final String PASSAGE_TEXT = "passage_text";

    private Documents() {}

    static String name(SearchField field) {
        return "words_" + field.name().toLowerCase(Locale.ROOT);
    }

    static List<Document> of(IndexedMessage message) {
        List<Document> documents = new ArrayList<>();
        for (Passage passage : message.passages()) {
            documents.add(passage(message, passage, documents.size()));
        }
        documents.add(words(message));
        return documents;
    }

    private static Document words(IndexedMessage message) {
        Document document = filterable(message, MESSAGE);
        message.fields().forEach((field, text) -> document.add(new TextField(name(field), text, Store.NO)));
        return document;
    }

    private static Document passage(IndexedMessage message, Passage passage, int number) {
        Document document = filterable(message, PASSAGE);
        document.add(new KnnFloatVectorField(VECTOR, passage.vector(), VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new StoredField(NUMBER, number));
        document.add(new StoredField(PASSAGE_TEXT, passage.text()));
        return document;
    }

    private static Document filterable(IndexedMessage message, String kind) {
        Document document = new Document();
        keyword(document, KIND, kind);
        keyword(document, ID, message.id().value());
        keyword(document, ORG, message.org().value());
        keyword(document, INBOX, message.inbox().value());
        keyword(document, DOMAIN, message.domain().value());
        keyword(document, DIRECTION, message.direction().word());
        keyword(document, ATTACHMENT, Boolean.toString(message.hasAttachment()));
        message.from().forEach(term -> keyword(document, FROM, term));
        message.to().forEach(term -> keyword(document, TO, term));
        message.participants().forEach(term -> keyword(document, PARTICIPANT, term));
        document.add(new LongPoint(TIME, message.createdAt().toEpochMilli()));
        document.add(new BinaryDocValuesField(ID, new BytesRef(message.id().value())));
        return document;
    }

    private static void keyword(Document document, String field, String value) {
        document.add(new StringField(field, value, Store.NO));
    }
}
