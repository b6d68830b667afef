package io.jamesagents.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.Invalid;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DraftTest {
    private static final List<String> BREAKS =
            List.of("\r\n", "\n", "\r", "\0", "\u0085", "\u2028", "\u2029", "\u000b");

    private static SendRequest request(String field, String value) {
        return new SendRequest(
                List.of(field.equals("to") ? value : "a@x.example"),
                field.equals("cc") ? List.of(value) : null,
                field.equals("bcc") ? List.of(value) : null,
                field.equals("reply_to") ? List.of(value) : null,
                field.equals("subject") ? value : "Hello",
                null,
                "text",
                field.equals("from") ? value : null,
                null,
                null,
                null,
                field.equals("headers.X-Tag") ? Map.of("X-Tag", value) : null,
                null,
                null);
    }

    static Stream<Arguments> injections() {
        return Stream.of("to", "cc", "bcc", "reply_to", "subject", "from", "headers.X-Tag")
                .flatMap(field -> BREAKS.stream().map(lineBreak -> Arguments.of(field, lineBreak)));
    }

    @ParameterizedTest
    @MethodSource("injections")
    void ofShouldNameTheFieldWhenItBreaksTheHeader(String field, String lineBreak) {
        assertThatThrownBy(() -> Draft.of(request(field, "a@x.example" + lineBreak + "Bcc: evil@x.example")))
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.path()).isEqualTo(field));
    }

    @Test
    void ofShouldRefuseWhenAHeaderNameBreaksTheHeader() {
        SendRequest request = new SendRequest(
                List.of("a@x.example"),
                null,
                null,
                null,
                "s",
                null,
                "t",
                null,
                null,
                null,
                null,
                Map.of("X\r\nBcc: evil@x.example\r\nY", "z"),
                null,
                null);
        assertThatThrownBy(() -> Draft.of(request)).isInstanceOf(Invalid.class);
    }

    @Test
    void ofShouldRejectSomeAndKeepOthersWhenOneAddressIsInvalid() {
        SendRequest request = new SendRequest(
                List.of("Joe <Joe@X.example>", "not an address"),
                List.of("joe@x.example"),
                null,
                null,
                "s",
                null,
                "t",
                null,
                null,
                null,
                null,
                Map.of("X-A", "b", "Received", "forged"),
                null,
                null);
        Draft draft = Draft.of(request);
        assertThat(draft.recipients()).containsExactly(new Recipient("to", "joe@x.example", "Joe"));
        assertThat(draft.rejected()).extracting(Validation.Rejected::email).containsExactly("not an address");
        assertThat(draft.headers()).containsExactly(Map.entry("X-A", "b"));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void ofShouldNameTheFieldWhenItIsMissing(SendRequest request, String field) {
        assertThatThrownBy(() -> Draft.of(request))
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.path()).isEqualTo(field));
    }

    static Stream<Arguments> missing() {
        List<String> to = List.of("a@x.example");
        return Stream.of(
                Arguments.of(plain(null, "s", "t"), "to"),
                Arguments.of(plain(List.of(), "s", "t"), "to"),
                Arguments.of(plain(List.of("nobody"), "s", "t"), "to"),
                Arguments.of(plain(to, null, "t"), "subject"),
                Arguments.of(plain(to, " ", "t"), "subject"),
                Arguments.of(plain(to, "s".repeat(501), "t"), "subject"),
                Arguments.of(plain(to, "s", null), "text"),
                Arguments.of(plain(java.util.Collections.nCopies(51, "a@x.example"), "s", "t"), "to"));
    }

    private static SendRequest plain(List<String> to, String subject, String text) {
        return new SendRequest(to, null, null, null, subject, null, text, null, null, null, null, null, null, null);
    }
}
