package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of files on mails, read in the process that the server starts for it. */
class AttachmentTextIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    private static AgentsServer server;
    private static V1 api;

    @BeforeAll
    static void start() throws Exception {
        server = AgentsServer.start(ServeOptions.anyPorts(data));
        Org org = server.instance(Orgs.class).ensure("readers", "Readers", Tier.ENTERPRISE);
        api = new V1(server.httpPort(), server.instance(ApiKeys.class).issue(org.id(), "test", List.of("admin")));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** The least that Word opens. */
    private static byte[] docx(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            part(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
                            + " Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                            + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd"
                            + ".openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            part(
                    zip,
                    "_rels/.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship"
                            + " Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                            + "/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            part(
                    zip,
                    "word/document.xml",
                    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p>"
                            + "<w:r><w:t>" + text + "</w:t></w:r></w:p></w:body></w:document>");
        }
        return out.toByteArray();
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }

    /** A page with one line; readers find the objects without a table of them. */
    private static byte[] pdf(String text) {
        String content = "BT /F1 12 Tf 72 700 Td (" + text + ") Tj ET";
        return ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                        + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
                        + "/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
                        + "4 0 obj<</Length " + content.length() + ">>stream\n" + content + "\nendstream endobj\n"
                        + "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
                        + "trailer<</Root 1 0 R>>\n%%EOF\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String part(String type, String name, byte[] content) {
        return "--b\r\nContent-Type: " + type + "; name=" + name + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(content) + "\r\n";
    }

    private static JsonNode text(String attachment) {
        return api.get("/v1/attachments/" + attachment + "/text").data();
    }

    private static JsonNode awaitOne(JsonNode inbox, String subject) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(api.messages(inbox, subject)).hasSize(1));
        return api.messages(inbox, subject).get(0);
    }

    private static JsonNode awaitText(JsonNode message, int number) {
        String id = message.get("attachments").get(number).asText();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(text(id).get("status").asText()).isNotEqualTo("pending"));
        return text(id);
    }

    @Test
    void textOfReceivedFilesShouldBeThere() throws Exception {
        JsonNode inbox = api.inbox("read.ada");
        SmtpDialogue.deliver(
                server,
                "grace@example.org",
                address(inbox),
                "From: grace@example.org\r\nSubject: Read\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the files\r\n"
                        + part("application/msword", "plan.docx", docx("The plan for May"))
                        + part("application/pdf", "bill.pdf", pdf("Bill number 4711"))
                        + part("image/gif", "dot.gif", "GIF89a nothing".getBytes(StandardCharsets.US_ASCII))
                        + part("application/pdf", "broken.pdf", "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII))
                        + "--b--\r\n");
        JsonNode message = awaitOne(inbox, "Read");
        JsonNode plan = awaitText(message, 0);
        assertThat(plan.get("status").asText()).isEqualTo("ready");
        assertThat(plan.get("text").asText()).isEqualTo("The plan for May");
        assertThat(plan.get("truncated").asBoolean()).isFalse();
        assertThat(plan.get("reason").isNull()).isTrue();
        assertThat(awaitText(message, 1).get("text").asText()).isEqualTo("Bill number 4711");
        assertThat(awaitText(message, 2).get("status").asText()).isEqualTo("unsupported");
        assertThat(awaitText(message, 3).get("status").asText()).isEqualTo("failed");
    }

    @Test
    void textOfSentFilesShouldBeThere() throws Exception {
        JsonNode ada = api.inbox("sent.ada");
        JsonNode bob = api.inbox("sent.bob");
        String file = "{\"filename\": \"a.docx\", \"content\": \""
                + Base64.getEncoder().encodeToString(docx("Sent along")) + "\"}";
        V1.Answer answer = api.send(
                ada,
                "\"to\": \"" + address(bob) + "\", \"subject\": \"Sent\", \"text\": \"x\", \"attachments\": [" + file
                        + "]");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(awaitText(awaitOne(ada, "Sent"), 0).get("text").asText()).isEqualTo("Sent along");
        assertThat(awaitText(awaitOne(bob, "Sent"), 0).get("text").asText()).isEqualTo("Sent along");
    }
}
