package io.jamesagents.embedding.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits a text into the pieces of words that a BERT model knows, by their numbers: of each word the longest piece that is
 * known, then the longest of what is left. A text cannot name the model's special pieces: {@code [SEP]} in a mail is three
 * words.
 */
final class WordPiece {
    private static final int LONGEST_WORD = 100;
    private static final String INSIDE = "##";

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int begin;
    private final int end;
    private final int longestPiece;

    WordPiece(Map<String, Integer> vocabulary) {
        this.vocabulary = Map.copyOf(vocabulary);
        this.unknown = vocabulary.get("[UNK]");
        this.begin = vocabulary.get("[CLS]");
        this.end = vocabulary.get("[SEP]");
        this.longestPiece =
                vocabulary.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** With the vocabulary of a {@code tokenizer.json}. */
    static WordPiece read(InputStream json) throws IOException {
        JsonNode tokenizer = Json.tree(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        Map<String, Integer> vocabulary = new HashMap<>();
        tokenizer
                .at("/model/vocab")
                .fields()
                .forEachRemaining(
                        piece -> vocabulary.put(piece.getKey(), piece.getValue().asInt()));
        return new WordPiece(vocabulary);
    }

    /** The pieces between a begin and an end, at most so many in all. */
    int[] pieces(String text, int most) {
        int[] pieces = new int[most];
        pieces[0] = begin;
        int count = 1;
        for (String word : BertWords.of(text)) {
            count = append(word, pieces, count);
            if (count >= most - 1) {
                break;
            }
        }
        pieces[Math.min(count, most - 1)] = end;
        return Arrays.copyOf(pieces, Math.min(count, most - 1) + 1);
    }

    /** Adds a word's pieces as far as there is room, and gives the count with all of them. */
    private int append(String word, int[] pieces, int count) {
        List<Integer> parts = parts(word);
        for (int i = 0; i < parts.size() && count + i < pieces.length; i++) {
            pieces[count + i] = parts.get(i);
        }
        return count + parts.size();
    }

    private List<Integer> parts(String word) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            return List.of(unknown);
        }
        List<Integer> parts = new ArrayList<>();
        for (int from = 0; from < word.length(); ) {
            int to = longestFrom(word, from);
            if (to < 0) {
                return List.of(unknown);
            }
            parts.add(vocabulary.get(piece(word, from, to)));
            from = to;
        }
        return parts;
    }

    private int longestFrom(String word, int from) {
        for (int to = Math.min(word.length(), from + longestPiece); to > from; to--) {
            if (vocabulary.containsKey(piece(word, from, to))) {
                return to;
            }
        }
        return -1;
    }

    private static String piece(String word, int from, int to) {
        return from == 0 ? word.substring(0, to) : INSIDE + word.substring(from, to);
    }
}
