package io.jamesagents.authentication;

import org.jspecify.annotations.Nullable;

/**
 * What became of one DKIM signature (RFC 6376).
 *
 * @param result {@code pass}, {@code fail} (the mail is not what was signed), {@code neutral} (it cannot be read as a signature),
 *     {@code policy} (it is weaker than what is accepted), {@code permerror} or {@code temperror}
 * @param domain the signer's, empty when it does not say
 * @param selector of the key, empty when it does not say
 * @param algorithm such as {@code rsa-sha256}, empty when it does not say
 * @param reason why it is not a pass
 */
public record DkimResult(String result, String domain, String selector, String algorithm, @Nullable String reason) {
    public DkimResult {
        domain = Word.of(domain);
        selector = Word.of(selector);
        algorithm = Word.of(algorithm);
    }
}
