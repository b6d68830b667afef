package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.authentication.Session;
import io.jamesagents.authentication.dns.Lookups;
import io.jamesagents.authentication.spf.SpfCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What we say of published test vectors for SPF, DKIM and ARC: a line of JSON for each. The first argument is the folder of the
 * vectors, the second the file to write.
 */
public final class AuthenticationVectors {
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
