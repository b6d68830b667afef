package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import io.jamesagents.embedding.local.LocalEmbedder;
import io.jamesagents.extraction.ExtractionSchema;
import io.jamesagents.extraction.MailToRead;
import io.jamesagents.extraction.builtin.BuiltInExtractor;
import io.jamesagents.org.OrgId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * What the built-in extractor makes of published sets of texts: a line of JSON for each. Arguments: the folder of the sets, the
 * file to write, who answers (built-in, described, keywords or majority), and how many rows of each set.
 */
public final class ExtractionVectors {
    private static final List<String> LABELLED = List.of("banking77", "clinc150", "tickets-multilang");
    private static final String SLOTS = "restaurant8k-slots";
    private static final String ANSWERS = "email-extraction-bipia";
    private static final OrgId ORG = new OrgId("org_bench");
    /** What such a queue of any help desk is for. */
    private static final Map<String, String> DESCRIBED = Map.of(
            "oos", "out of scope: none of the others",
            "Billing and Payments", "invoices, bills, charges, payment methods (Rechnung, Zahlung, Abrechnung)",
            "Customer Service", "general questions to the company, complaints, feedback, account (Kundenservice)",
            "Human Resources", "employees, jobs, applications, payroll (Personal)",
            "IT Support", "internal computers, logins, passwords, network of the office (IT)",
            "Product Support", "how to use a product, its features and its set-up (Produkt, Anleitung)",
            "Returns and Exchanges", "sending goods back, refunds, replacements (Rückgabe, Rückerstattung, Umtausch)",
            "Sales and Pre-Sales", "offers, prices, buying, information before a purchase (Angebot, Kauf, Preise)",
            "Service Outages and Maintenance", "the service is down, planned maintenance (Ausfall, Wartung)",
            "Technical Support", "errors, bugs, failures, integration, security, configuration (Fehler, Technik)");

    private final BuiltInExtractor extractor = new BuiltInExtractor(LocalEmbedder.load(2));
    private final Path folder;
    private final PrintStream out;
    private final String who;
    private final int most;

    private ExtractionVectors(Path folder, PrintStream out, String who, int most) {
        this.folder = folder;
        this.out = out;
        this.who = who;
        this.most = most;
    }

    public static void main(String... arguments) throws IOException {
        int most = arguments.length > 3 ? Integer.parseInt(arguments[3]) : Integer.MAX_VALUE;
        try (PrintStream out = new PrintStream(arguments[1], StandardCharsets.UTF_8)) {
            ExtractionVectors vectors = new ExtractionVectors(Path.of(arguments[0]), out, arguments[2], most);
            for (String set : LABELLED) {
                vectors.labels(set);
            }
            vectors.slots();
            vectors.answers();
        }
        System.exit(0);
    }

    private void labels(String set) throws IOException {
        List<JsonNode> rows = rows(set);
        Set<String> labels = new TreeSet<>();
        rows.forEach(row -> labels.add(row.get("label").asText()));
        ObjectNode properties = Json.MAPPER.createObjectNode();
        ArrayNode options = properties.putObject("label").putArray("oneOf");
        for (String label : labels) {
            ObjectNode option = options.addObject().put("const", label);
            if (who.equals("described") || label.equals("oos")) {
                option.put("description", DESCRIBED.getOrDefault(label, ""));
            }
        }
        KeywordBaseline keywords = new KeywordBaseline(labels, rows);
        write(set, rows, row -> {
            String label =
                    switch (who) {
                        case "keywords" -> keywords.label(row.get("text").asText());
                        case "majority" -> keywords.majority();
                        default -> ask(properties, row).path("label").asText(null);
                    };
            return Json.MAPPER.createObjectNode().put("label", label);
        });
    }

    private void slots() throws IOException {
        ObjectNode properties = Json.MAPPER.createObjectNode();
        properties.putObject("date").put("type", "string").put("description", "Day of the booking");
        properties.putObject("time").put("type", "string").put("description", "Time of the booking");
        properties.putObject("people").put("type", "integer").put("description", "How many people come");
        properties.putObject("first_name").put("type", "string");
        properties.putObject("last_name").put("type", "string");
        write(SLOTS, rows(SLOTS), row -> {
            ObjectNode result = Json.MAPPER.createObjectNode();
            ObjectNode slots = result.putObject("slots");
            if (who.equals("keywords")) {
                KeywordBaseline.slots(row.get("text").asText()).forEach(slots::put);
            } else if (!who.equals("majority")) {
                ask(properties, row).properties().stream()
                        .filter(slot -> !slot.getValue().isNull())
                        .forEach(
                                slot -> slots.put(slot.getKey(), slot.getValue().asText()));
            }
            return result;
        });
    }

    private void answers() throws IOException {
        write(ANSWERS, rows(ANSWERS), row -> {
            ObjectNode properties = Json.MAPPER.createObjectNode();
            properties
                    .putObject("amount_paid")
                    .put("type", "string")
                    .put("description", row.get("question").asText().replaceFirst("^Q: ", ""));
            String answer =
                    switch (who) {
                        case "keywords" -> KeywordBaseline.amount(
                                row.get("text").asText());
                        case "majority" -> "unknown";
                        default -> ask(properties, row).path("amount_paid").asText("unknown");
                    };
            return Json.MAPPER.createObjectNode().put("answer", answer);
        });
    }

    private interface Asked {
        ObjectNode of(JsonNode row);
    }

    private void write(String set, List<JsonNode> rows, Asked asked) {
        long begun = System.nanoTime();
        for (int i = 0; i < rows.size() && i < most; i++) {
            ObjectNode line = Json.MAPPER.createObjectNode().put("set", set).put("row", i + 1);
            line.setAll(asked.of(rows.get(i)));
            out.println(Json.write(line));
        }
        System.err.printf("%s: %d ms%n", set, (System.nanoTime() - begun) / 1_000_000);
    }

    /** A text of more than one line begins with its subject. */
    private ObjectNode ask(ObjectNode properties, JsonNode row) {
        ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
        schema.set("properties", properties);
        String text = row.get("text").asText();
        int line = text.indexOf('\n');
        boolean mail = line > 0 && !text.startsWith("SUBJECT:");
        MailToRead read = new MailToRead(
                mail ? text.substring(0, line) : null,
                null,
                null,
                Instant.EPOCH,
                mail
                        ? text.substring(line).strip()
                        : text.replaceFirst("^SUBJECT: ", "").replace("|", "\n"),
                List.of());
        return extractor
                .extract(ORG, new ExtractionSchema("bench", null, schema, true), read)
                .data();
    }

    private List<JsonNode> rows(String set) throws IOException {
        Path zipped = folder.resolve(set + ".jsonl.gz");
        Path plain = folder.resolve(set + ".jsonl");
        try (InputStream file = Files.exists(zipped)
                        ? new GZIPInputStream(Files.newInputStream(zipped))
                        : Files.newInputStream(plain);
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines().map(Json::tree).toList();
        }
    }
}
