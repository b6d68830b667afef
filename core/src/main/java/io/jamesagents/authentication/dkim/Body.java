package io.jamesagents.authentication.dkim;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The hashes that signatures want of a body, which is read once. */
public final class Body {
    private static final int CHUNK = 16 * 1024;

    private final Map<Wanted, BodyHash> hashes = new HashMap<>();

    private record Wanted(Canonicalization canonicalization, long limit) {}

    void want(Signature signature) {
        hashes.computeIfAbsent(wanted(signature), key -> new BodyHash(key.canonicalization(), key.limit()));
    }

    BodyHash hash(Signature signature) {
        return hashes.get(wanted(signature));
    }

    private static Wanted wanted(Signature signature) {
        return new Wanted(signature.ofBody(), signature.bodyLength());
    }

    /** @param over says when there is no more time: then no hash is finished */
    public void read(InputStream in, BooleanSupplier over) throws IOException {
        if (hashes.isEmpty()) {
            return;
        }
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            if (over.getAsBoolean()) {
                return;
            }
            for (BodyHash hash : hashes.values()) {
                hash.add(chunk, read);
            }
        }
        hashes.values().forEach(BodyHash::finish);
    }
}
