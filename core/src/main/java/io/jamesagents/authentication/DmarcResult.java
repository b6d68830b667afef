package io.jamesagents.authentication;

import org.jspecify.annotations.Nullable;

/**
 * Whether the author's domain stands behind a mail, and what its owner wants (RFC 7489).
 *
 * @param result {@code pass}, {@code fail}, {@code none} (no policy), {@code temperror} or {@code permerror}
 * @param policy that applies to the author's domain: {@code none}, {@code quarantine} or {@code reject}; null without one
 * @param disposition what the owner wants done with this mail; null unless it failed
 * @param percent of failing mail that the policy is for; recorded and not acted upon
 * @param spfAligned whether SPF passed for a domain that is aligned with the author's
 * @param dkimAligned whether a signature passed of a domain that is aligned with the author's
 * @param domain where the policy was found, null without one
 */
public record DmarcResult(
        String result,
        @Nullable String policy,
        @Nullable String disposition,
        @Nullable Integer percent,
        boolean spfAligned,
        boolean dkimAligned,
        @Nullable String domain) {}
