package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The keys of the DKIM test mails: in files beside them, or in lines before the mail. */
final class DkimKeys {
    private static final String KEY = "._domainkey.";

    private DkimKeys() {}

    static VectorZone of(Path folder) throws IOException {
        VectorZone zone = new VectorZone();
        for (String file : List.of("mail-dkim-dns.json", "blaze-dns.json")) {
            JsonNode keys = Json.tree(Files.readString(folder.resolve(file)));
            keys.fields()
                    .forEachRemaining(key -> zone.put(
                            key.getKey(),
                            "TXT",
                            key.getValue().asText().replaceFirst("^txt:", "").strip()));
        }
        zone.put("test._domainkey.football.example.com", "TXT", Files.readString(folder.resolve("dkimpy/test.txt")));
        try (Stream<Path> mails = Files.list(folder.resolve("stalwart"))) {
            for (Path mail : mails.toList()) {
                keys(text(mail)).forEach(line -> {
                    int space = line.indexOf(' ');
                    zone.put(line.substring(0, space), "TXT", line.substring(space + 1));
                });
            }
        }
        return zone;
    }

    private static List<String> keys(String text) {
        return text.lines().takeWhile(line -> line.contains(KEY)).toList();
    }

    /** The mail without the lines before it. */
    static byte[] withoutKeys(Path file) throws IOException {
        String text = text(file);
        boolean keys = file.getParent().endsWith("stalwart") && !keys(text).isEmpty();
        int end = keys ? text.indexOf("\n\n") + 2 : 0;
        return text.substring(end).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
