package io.jamesagents.screening;

import io.jamesagents.message.Attachment;
import io.jamesagents.message.Direction;
import io.jamesagents.message.Insights;
import io.jamesagents.message.Limits;
import io.jamesagents.message.MailParser;
import io.jamesagents.message.ParsedMail;
import io.jamesagents.message.RawMail;
import io.jamesagents.message.StoredMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Mails from files and from bare texts, as the screening gets them: parsed by the parser of the product. */
final class ReadMails implements AutoCloseable {
    private final MailParser parser = new MailParser(Limits.DEFAULT);

    /** A mail file. {@code part} is 0 to 3 by the name of the file and of its folder, the same on each run. */
    record MailFile(Path path, String name, int part) {
        static MailFile of(Path path) {
            String name = path.getParent().getFileName() + "/" + path.getFileName();
            return new MailFile(path, name, Math.floorMod(name.hashCode() * 31 >> 7, 4));
        }
    }

    /** The mail files below folders whose names have commas between them, in the order of their names. */
    static List<MailFile> files(String folders) throws IOException {
        List<MailFile> files = new ArrayList<>();
        for (String folder : folders.split(",")) {
            if (!folder.isBlank()) {
                try (Stream<Path> all = Files.walk(Path.of(folder))) {
                    all.filter(path -> path.toString().endsWith(".eml"))
                            .sorted()
                            .map(MailFile::of)
                            .forEach(files::add);
                }
            }
        }
        return files;
    }

    MailTexts read(MailFile file) throws IOException {
        return read(Files.readAllBytes(file.path()));
    }

    /** A mail of plain text. */
    MailTexts read(String subject, String text) throws IOException {
        String mail = "From: joe@example.org\r\nSubject: " + subject + "\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + text;
        return read(mail.getBytes(StandardCharsets.UTF_8));
    }

    MailTexts read(byte[] bytes) throws IOException {
        return MailTexts.of(message(parser.parse(RawMail.of(bytes))));
    }

    private static StoredMessage message(ParsedMail mail) {
        List<Attachment> none = List.of();
        return new StoredMessage(
                null,
                null,
                null,
                null,
                null,
                null,
                Direction.INBOUND,
                null,
                null,
                List.of(),
                mail.subject(),
                mail.sender(),
                List.of(),
                mail.content().body(),
                "",
                none,
                Set.of(),
                null,
                null,
                null,
                false,
                Insights.NONE,
                Instant.EPOCH);
    }

    @Override
    public void close() {
        parser.close();
    }
}
