package io.jamesagents.authentication;

import org.jspecify.annotations.Nullable;

/**
 * Whether the client may send for a domain (RFC 7208).
 *
 * @param result {@code pass}, {@code fail}, {@code softfail}, {@code neutral}, {@code none}, {@code temperror} or {@code permerror}
 * @param domain of the reverse-path, or the HELO name where there is no reverse-path; empty for what is no plain word
 * @param explanation the domain owner's words for a fail; a stranger's text
 */
public record SpfResult(String result, String domain, @Nullable String explanation) {
    public SpfResult {
        domain = Word.of(domain);
    }
}
