package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.authentication.Authentication;
import io.jamesagents.authentication.Authenticator;
import io.jamesagents.authentication.DkimResult;
import io.jamesagents.authentication.Session;
import io.jamesagents.authentication.dns.Lookups;
import io.jamesagents.authentication.spf.SpfCheck;
import io.jamesagents.message.RawMail;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What we say of published test vectors for SPF, DKIM and ARC: a line of JSON for each. The first argument is the folder of the
 * vectors, the second the file to write.
 */
public final class AuthenticationVectors {
    private static final Pattern TIME = Pattern.compile("[;\\s]t=([0-9]{9,10})[;\\s]");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path folder;
    private final PrintStream out;

    private AuthenticationVectors(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    public static void main(String... arguments) throws IOException {
        try (PrintStream out = new PrintStream(arguments[1], StandardCharsets.UTF_8)) {
            AuthenticationVectors vectors = new AuthenticationVectors(Path.of(arguments[0]), out);
            vectors.spf("spf-rfc7208");
            vectors.spf("spf-rfc4408");
            vectors.arc();
            vectors.dkim();
        }
    }

    private void spf(String suite) throws IOException {
        SpfCheck check = new SpfCheck("receiver.example", Clock.systemUTC());
        for (JsonNode test : lines(folder.resolve(suite + ".jsonl"))) {
            JsonNode input = test.get("input");
            Session session = new Session(
                    InetAddress.getByName(input.get("host").asText()),
                    input.get("helo").asText(),
                    input.get("mailfrom").asText());
            Lookups lookups = new Lookups(VectorZone.of(test.get("zonedata")), LIMIT);
            write(suite, test, check.check(session, lookups).result());
        }
    }

    private void arc() throws IOException {
        for (JsonNode test : lines(folder.resolve("arc-validation.jsonl"))) {
            VectorZone zone = new VectorZone();
            test.get("dns_txt")
                    .fields()
                    .forEachRemaining(entry ->
                            zone.put(entry.getKey(), "TXT", entry.getValue().asText()));
            byte[] mail = test.get("message").asText().getBytes(StandardCharsets.UTF_8);
            write(
                    "arc-validation",
                    test,
                    evaluate(zone, mail, Clock.systemUTC()).arc().result());
        }
    }

    private void dkim() throws IOException {
        VectorZone zone = DkimKeys.of(folder.resolve("dkim-messages"));
        for (JsonNode row : lines(folder.resolve("dkim-messages/expected.jsonl"))) {
            String file = row.get("file").asText();
            byte[] mail = DkimKeys.withoutKeys(folder.resolve(file));
            List<String> results = evaluate(zone, mail, signedAt(mail)).dkim().stream()
                    .map(DkimResult::result)
                    .toList();
            String best = Stream.of("pass", "fail")
                    .filter(results::contains)
                    .findFirst()
                    .orElse(results.isEmpty() ? "none" : results.get(0));
            if (!file.contains("dkim2")) {
                out.println(Json.write(Map.of("suite", "dkim", "file", file, "result", best)));
            }
        }
    }

    private static Authentication evaluate(VectorZone zone, byte[] mail, Clock clock) {
        return new Authenticator(zone, "receiver.example", LIMIT, clock)
                .evaluate(new Session(null, "", ""), RawMail.of(mail));
    }

    /** Signatures of old test mails have expired: the time is when the first one was made. */
    private static Clock signedAt(byte[] mail) {
        Matcher time = TIME.matcher(new String(mail, StandardCharsets.ISO_8859_1));
        Instant now = time.find() ? Instant.ofEpochSecond(Long.parseLong(time.group(1))) : Instant.now();
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private void write(String suite, JsonNode test, String result) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("suite", suite);
        line.put("scenario", test.get("scenario").asText());
        line.put("test", test.get("test").asText());
        line.put("result", result);
        out.println(Json.write(line));
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Json::tree).toList();
    }
}
