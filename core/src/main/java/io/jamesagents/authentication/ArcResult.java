package io.jamesagents.authentication;

import org.jspecify.annotations.Nullable;

/**
 * Whether the chain of those who passed a mail on is whole (RFC 8617). It says nothing about whether they can be believed.
 *
 * @param result {@code pass}, {@code fail}, {@code none} (nobody sealed it) or {@code temperror}
 * @param chain how many sealed it
 * @param sealer the domain that sealed it last; null unless the result is a pass
 * @param reason why it is not a pass
 */
public record ArcResult(String result, int chain, @Nullable String sealer, @Nullable String reason) {
    public static final ArcResult NONE = new ArcResult("none", 0, null, null);
}
