package io.jamesagents.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words of 128 random bits that are put into mail, to be looked for in everything that a server has written. */
final class Canaries {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM = Pattern.compile("canary-(gone|kept)-[0-9a-f]{32}");

    private Canaries() {}

    static String word(String kind) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return "canary-" + kind + "-" + HexFormat.of().formatHex(bytes);
    }

    /** A mail with one in each part that can have one. */
    static String mail(String kind) {
        return """
                From: Grace <grace@example.org>
                Subject: %1$s
                Message-ID: <%2$s@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="mixed"

                --mixed
                Content-Type: multipart/alternative; boundary="alternative"

                --alternative
                Content-Type: text/plain

                %3$s
                --alternative
                Content-Type: text/html

                <p>%4$s</p>
                --alternative--
                --mixed
                Content-Type: text/csv; name="%5$s.csv"
                Content-Disposition: attachment; filename="%5$s.csv"

                %6$s
                --mixed--
                """
                .formatted(word(kind), word(kind), word(kind), word(kind), word(kind), word(kind))
                .replace("\n", "\r\n");
    }

    /** The files below a folder that have words of this kind, and how many different ones. */
    static Map<String, Integer> found(Path folder, String kind) throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                int words = words(file, kind).size();
                if (words > 0) {
                    found.put(folder.relativize(file).toString(), words);
                }
            }
        }
        return found;
    }

    private static Set<String> words(Path file, String kind) throws IOException {
        Set<String> words = new TreeSet<>();
        try {
            Matcher matcher = FORM.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                if (matcher.group(1).equals(kind)) {
                    words.add(matcher.group());
                }
            }
        } catch (NoSuchFileException e) {
            // It went while the others were read.
        }
        return words;
    }
}
