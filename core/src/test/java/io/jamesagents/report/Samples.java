package io.jamesagents.report;

import io.jamesagents.message.RawMail;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reports in the forms that mail servers give them, about a mail of ada@agents.example to bob@there.example. */
final class Samples {
    static final List<String> ALL = List.of(
            "dsn-failed",
            "dsn-delayed",
            "dsn-delivered",
            "dsn-given-up",
            "dsn-international",
            "dsn-in-words",
            "qmail",
            "exim",
            "exim-late",
            "postfix",
            "exchange",
            "office365",
            "gmail",
            "yahoo",
            "domino",
            "sendmail",
            "opensmtpd",
            "one-sentence",
            "vacation",
            "plain",
            "complaint",
            "passed-on");

    private Samples() {}

    static String text(String name) {
        try (InputStream in = Samples.class.getResourceAsStream(name + ".eml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RawMail raw(String text) {
        return RawMail.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Report read(String name) throws IOException {
        return ReportReader.read(raw(text(name)));
    }
}
