package io.jamesagents.authentication.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyHashTest {

    /** The lines ends are written as {@code /}, a lone CR as {@code \}, a tab as {@code >}. */
    @ParameterizedTest(name = "{0}: {1} or {2}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            emptyValue = "",
            textBlock =
                    """
            a/|a/|a/
            a|a/|a/
            a///|a/|a/
            a/ /|a/ /|a/
            a /|a /|a/
             a/| a/| a/
            a > b/|a > b/|a b/
            > /|> /|''
            a//b/|a//b/|a//b/
            a\\b/|a\\b/|a\\b/
            a\\|a\\/|a\\/
            a \\/|a \\/|a \\/
            """)
    void hashShouldBeOfTheCanonicalBody(String body, String simple, String relaxed) {
        assertThat(hash(Canonicalization.SIMPLE, body)).isEqualTo(sha256(simple));
        assertThat(hash(Canonicalization.RELAXED, body)).isEqualTo(sha256(relaxed));
    }

    /** As RFC 6376, 3.4.3 and 3.4.4 give them. */
    @Test
    void hashShouldBeWhatTheStandardSaysOfAnEmptyBody() {
        assertThat(hash(Canonicalization.SIMPLE, "")).isEqualTo("frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=");
        assertThat(hash(Canonicalization.RELAXED, "")).isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    private static String text(String written) {
        return written.replace("/", "\r\n").replace("\\", "\r").replace(">", "\t");
    }

    private static String hash(Canonicalization canonicalization, String body) {
        BodyHash hash = new BodyHash(canonicalization, Long.MAX_VALUE);
        byte[] bytes = text(body).getBytes(StandardCharsets.UTF_8);
        hash.add(bytes, bytes.length);
        hash.finish();
        return Base64.getEncoder().encodeToString(hash.hash());
    }

    private static String sha256(String canonical) {
        return Base64.getEncoder()
                .encodeToString(
                        Ids.sha256().digest(text(canonical.replace("''", "")).getBytes(StandardCharsets.UTF_8)));
    }
}
