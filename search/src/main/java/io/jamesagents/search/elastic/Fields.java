package io.jamesagents.search.elastic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.search.SearchField;
import java.util.List;
import java.util.Locale;

/** The fields of a document and what Elasticsearch does with them. Texts come as words: it only splits them at blanks. */
final class Fields {
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
    static final String TEXT = "passage_text";
    /** How many passages a message has. */
    static final String PASSAGES = "passages";

    private static final List<String> KEYWORDS =
            List.of(KIND, ID, ORG, INBOX, DOMAIN, DIRECTION, ATTACHMENT, FROM, TO, PARTICIPANT);
    private static final int LONGEST_KEYWORD = 1000;
    /** As many messages may a filter name. */
    private static final int MOST_TERMS = 1_000_000;

    private Fields() {}

    static String words(SearchField field) {
        return "words_" + field.name().toLowerCase(Locale.ROOT);
    }

    /** Settings and mapping of an index of vectors of so many dimensions. */
    static ObjectNode index(int shards, int dimensions) {
        ObjectNode index = Json.MAPPER.createObjectNode();
        ObjectNode settings = index.putObject("settings");
        settings.put("number_of_shards", shards)
                .put("auto_expand_replicas", "0-1")
                .put("refresh_interval", "10s")
                .put("max_terms_count", MOST_TERMS)
                .put("merge.policy.expunge_deletes_allowed", 0);
        settings.putObject("similarity")
                .putObject("mail")
                .put("type", "BM25")
                .put("k1", 2)
                .put("b", 0.9);
        ObjectNode mappings = index.putObject("mappings").put("dynamic", "strict");
        // What is only searched need not be kept a second time.
        mappings.putObject("_source").putArray("excludes").add("words_*").add(VECTOR);
        properties(mappings.putObject("properties"), dimensions);
        return index;
    }

    private static void properties(ObjectNode properties, int dimensions) {
        KEYWORDS.forEach(
                field -> properties.putObject(field).put("type", "keyword").put("ignore_above", LONGEST_KEYWORD));
        properties.putObject(TIME).put("type", "long");
        for (String kept : List.of(NUMBER, PASSAGES)) {
            properties
                    .putObject(kept)
                    .put("type", "integer")
                    .put("index", false)
                    .put("doc_values", false);
        }
        properties.putObject(TEXT).put("type", "keyword").put("index", false).put("doc_values", false);
        for (SearchField field : SearchField.values()) {
            properties
                    .putObject(words(field))
                    .put("type", "text")
                    .put("analyzer", "whitespace")
                    .put("similarity", "mail")
                    .put("index_options", "freqs");
        }
        if (dimensions > 0) {
            vector(properties.putObject(VECTOR), dimensions);
        }
    }

    private static void vector(ObjectNode field, int dimensions) {
        field.put("type", "dense_vector")
                .put("dims", dimensions)
                .put("index", true)
                .put("similarity", "dot_product")
                .putObject("index_options")
                .put("type", "hnsw")
                .put("m", 16)
                .put("ef_construction", 100);
    }
}
