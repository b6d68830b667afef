package io.jamesagents.rest.mcp;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The versions of the Model Context Protocol that are spoken, and what of each matters here. */
enum ProtocolVersion {
    V2024_11_05("2024-11-05", false, false),
    V2025_03_26("2025-03-26", true, false),
    V2025_06_18("2025-06-18", false, true);

    private final String word;
    private final boolean batches;
    private final boolean structured;

    ProtocolVersion(String word, boolean batches, boolean structured) {
        this.word = word;
        this.batches = batches;
        this.structured = structured;
    }

    /** What is spoken with a client that wants this one: the same, or the newest if it is not known. */
    static ProtocolVersion negotiated(String wanted) {
        return known(wanted).orElse(V2025_06_18);
    }

    /** The one that the header of a request names; without it, the one that the specification says. */
    static ProtocolVersion ofHeader(@Nullable String header) {
        if (header == null) {
            return V2025_03_26;
        }
        return known(header.strip())
                .orElseThrow(() -> RpcError.invalidRequest("Unsupported protocol version; known are "
                        + Arrays.stream(values()).map(ProtocolVersion::word).collect(Collectors.joining(", "))));
    }

    private static Optional<ProtocolVersion> known(String word) {
        return Arrays.stream(values())
                .filter(version -> version.word.equals(word))
                .findFirst();
    }

    String word() {
        return word;
    }

    /** Whether several messages may come in one request. */
    boolean batches() {
        return batches;
    }

    /** Whether the result of a tool may have JSON beside its text. */
    boolean structured() {
        return structured;
    }
}
