package io.jamesagents.search.words;

import io.jamesagents.search.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** The words of texts and of queries, the same for every engine. */
public final class MailWords {
    private static final int MOST_TERMS = 150;
    private static final Set<String> COMMON = Set.of(
            "a", "an", "and", "ar", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not",
            "of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "thei", "thi", "to", "wa",
            "will", "with");

    private final Analyzer analyzer = new MailAnalyzer();

    /** What turns the text of any field into words. */
    public Analyzer analyzer() {
        return analyzer;
    }

    /** The words of a text, in their order. */
    public List<String> of(String text) {
        List<String> words = new ArrayList<>();
        each(text, (word, span) -> words.add(word));
        return words;
    }

    /**
     * The words of a query and how often each occurs in it, without those that every English text has, unless there are no others.
     * Different words past a number of them are left out.
     */
    public Map<String, Integer> ofQuery(String text) {
        List<String> words = of(text);
        List<String> telling =
                words.stream().filter(word -> !COMMON.contains(word)).toList();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String word : telling.isEmpty() ? words : telling) {
            if (counts.containsKey(word) || counts.size() < MOST_TERMS) {
                counts.merge(word, 1, Integer::sum);
            }
        }
        return counts;
    }

    /** Where the words of a query stand in a text. */
    public List<Span> spans(String query, String text) {
        Set<String> wanted = new HashSet<>(ofQuery(query).keySet());
        List<Span> spans = new ArrayList<>();
        each(text, (word, span) -> {
            if (wanted.contains(word)
                    && (spans.isEmpty() || spans.get(spans.size() - 1).end() <= span.start())) {
                spans.add(span);
            }
        });
        return spans;
    }

    private void each(String text, BiConsumer<String, Span> found) {
        try (TokenStream stream = analyzer.tokenStream("", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                found.accept(term.toString(), new Span(offset.startOffset(), offset.endOffset()));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot be read", e);
        }
    }
}
