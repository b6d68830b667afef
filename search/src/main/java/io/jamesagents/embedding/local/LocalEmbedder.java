package io.jamesagents.embedding.local;

import ai.onnxruntime.OrtException;
import io.jamesagents.embedding.AbsentEmbedder;
import io.jamesagents.embedding.Embedder;
import io.jamesagents.embedding.EmbeddingUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model all-MiniLM-L6-v2, quantised, from a file on the class path: no network, no key, the same vector for the same text
 * always. It knows English; of other languages it sees little more than the spelling.
 *
 * <p>Passages of all callers together take at most so many threads, in the order in which they came; a query does not wait for
 * them. What is under way at {@link #close()} is finished first.
 */
public final class LocalEmbedder implements Embedder {
    private static final Logger LOGGER = LoggerFactory.getLogger(LocalEmbedder.class);
    private static final String MODEL = "all-MiniLM-L6-v2-q";
    private static final String FILE = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";
    private static final int DIMENSIONS = 384;
    /** As far as the model can count. */
    private static final int MOST_PIECES = 512;

    private final WordPiece words;
    private final SentenceModel model;
    private final Semaphore threads;
    private final ReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    private LocalEmbedder(WordPiece words, SentenceModel model, int threads) {
        this.words = words;
        this.model = model;
        this.threads = new Semaphore(threads, true);
    }

    /** The model; without it, where this machine cannot run it, one that says so to whoever asks. */
    public static Embedder loadIfPossible(int threads) {
        try {
            return load(threads);
        } catch (RuntimeException | LinkageError e) {
            LOGGER.error("The embedding model cannot be loaded: search goes by words", e);
            return new AbsentEmbedder(MODEL, DIMENSIONS);
        }
    }

    /** Loads the model, which takes some tenths of a second and 70 MB outside the heap. */
    public static LocalEmbedder load(int threads) {
        try (InputStream file = resource(FILE);
                InputStream tokenizer = resource(TOKENIZER)) {
            return new LocalEmbedder(WordPiece.read(tokenizer), new SentenceModel(file.readAllBytes()), threads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OrtException e) {
            throw new IllegalStateException("The embedding model cannot be loaded", e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream file = LocalEmbedder.class.getResourceAsStream(name);
        if (file == null) {
            throw new IOException("There is no " + name + " on the class path");
        }
        return file;
    }

    @Override
    public String model() {
        return MODEL;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public List<float[]> passages(List<String> texts) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (String text : texts) {
            threads.acquireUninterruptibly();
            try {
                vectors.add(vector(text));
            } finally {
                threads.release();
            }
        }
        return vectors;
    }

    @Override
    public float[] query(String text) {
        return vector(text);
    }

    private float[] vector(String text) {
        open.readLock().lock();
        try {
            if (closed) {
                throw new EmbeddingUnavailable("The embedding model is closed");
            }
            return model.vector(words.pieces(text, MOST_PIECES));
        } catch (OrtException e) {
            throw new EmbeddingUnavailable("The embedding model failed: " + e.getCode(), e);
        } finally {
            open.readLock().unlock();
        }
    }

    @Override
    public void close() {
        open.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                model.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("The embedding model cannot be closed", e);
        } finally {
            open.writeLock().unlock();
        }
    }
}
