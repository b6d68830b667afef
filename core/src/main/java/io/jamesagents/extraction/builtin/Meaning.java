package io.jamesagents.extraction.builtin;

import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.EmbeddingUnavailable;
import io.jamesagents.extraction.MailToRead;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How close texts of schemas are to what a mail says, by the model of the search; nothing when that is away. */
final class Meaning {
    private static final Logger LOGGER = LoggerFactory.getLogger(Meaning.class);
    private static final int CACHED = 4096;
    private static final int MOST = 400;

    private final Embedder embedder;
    // Texts of schemas come again with every mail.
    private final Map<String, float[]> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > CACHED;
        }
    });

    Meaning(Embedder embedder) {
        this.embedder = embedder;
    }

    /** The vector of what the mail is about. */
    Optional<float[]> of(MailToRead mail) {
        String opening = Opening.text(mail);
        List<String> texts = new ArrayList<>(List.of(opening));
        Glossary.english(opening).ifPresent(texts::add);
        if (mail.subject() != null && mail.subject().strip().indexOf(' ') > 0) {
            texts.add(mail.subject());
        }
        return vectors(texts).map(Meaning::mean);
    }

    /** The vectors of texts of a mail. */
    Optional<List<float[]>> vectors(List<String> texts) {
        try {
            return Optional.of(embedder.passages(texts));
        } catch (EmbeddingUnavailable e) {
            LOGGER.debug("Extraction does without the model: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** The vectors of texts of a schema; empty also when these are too many. */
    Optional<List<float[]>> labels(List<String> texts) {
        List<String> missing = new ArrayList<>(new LinkedHashSet<>(texts));
        missing.removeIf(known::containsKey);
        if (texts.size() > MOST) {
            return Optional.empty();
        }
        Map<String, float[]> fresh = new LinkedHashMap<>();
        if (!missing.isEmpty()) {
            Optional<List<float[]>> vectors = vectors(missing);
            if (vectors.isEmpty()) {
                return Optional.empty();
            }
            for (int i = 0; i < missing.size(); i++) {
                fresh.put(missing.get(i), vectors.get().get(i));
            }
            known.putAll(fresh);
        }
        List<float[]> found = new ArrayList<>();
        for (String text : texts) {
            float[] vector = fresh.containsKey(text) ? fresh.get(text) : known.get(text);
            if (vector == null) {
                return Optional.empty();
            }
            found.add(vector);
        }
        return Optional.of(found);
    }

    static float[] mean(List<float[]> vectors) {
        float[] mean = new float[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i];
            }
        }
        double length = Math.sqrt(dot(mean, mean));
        for (int i = 0; i < mean.length && length > 0; i++) {
            mean[i] /= (float) length;
        }
        return mean;
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
