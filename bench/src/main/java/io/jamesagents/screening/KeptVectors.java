package io.jamesagents.screening;

import io.jamesagents.embedding.Embedder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the vectors of another embedder in a file, so that a text costs its time once. One process at a time may use it. */
final class KeptVectors implements Embedder {
    private final Embedder embedder;
    private final Map<String, float[]> kept = new HashMap<>();
    private final DataOutputStream file;

    KeptVectors(Embedder embedder, Path path) throws IOException {
        this.embedder = embedder;
        if (Files.exists(path)) {
            read(path);
        }
        this.file = new DataOutputStream(new BufferedOutputStream(
                Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
    }

    private void read(Path path) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            while (true) {
                String text = in.readUTF();
                float[] vector = new float[embedder.dimensions()];
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = in.readFloat();
                }
                kept.put(text, vector);
            }
        } catch (EOFException e) {
            // All are read.
        }
    }

    @Override
    public String model() {
        return embedder.model();
    }

    @Override
    public int dimensions() {
        return embedder.dimensions();
    }

    @Override
    public List<float[]> passages(List<String> texts) {
        return texts.stream()
                .map(text -> kept.computeIfAbsent(text, this::made))
                .toList();
    }

    private float[] made(String text) {
        float[] vector = embedder.passages(List.of(text)).get(0);
        try {
            file.writeUTF(text);
            for (float number : vector) {
                file.writeFloat(number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return vector;
    }

    @Override
    public float[] query(String text) {
        return embedder.query(text);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        embedder.close();
    }
}
