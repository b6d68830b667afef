package io.jamesagents.server;

import static io.jamesagents.server.V1.address;
import static io.jamesagents.server.V1.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.org.Org;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import javax.mail.BodyPart;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import javax.mail.internet.MimeUtility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files: up, with a mail to another inbox, and down again as they were. */
class AttachmentIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path data;

    private static AgentsServer server;
    private static V1 api;

    @BeforeAll
    static void start() throws Exception {
        server = AgentsServer.start(ServeOptions.anyPorts(data));
        Org org = server.instance(Orgs.class).ensure("unlimited", "Unlimited", Tier.ENTERPRISE);
        api = new V1(server.httpPort(), server.instance(ApiKeys.class).issue(org.id(), "test", List.of("admin")));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private record File(String name, String type, byte[] content) {}

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    private static List<File> files() {
        return List.of(
                new File("note.txt", "text/plain", "a\nb\r\n.\r\n..\rc ü\t \n".getBytes(StandardCharsets.UTF_8)),
                new File("empty.bin", "application/octet-stream", new byte[0]),
                new File("Grüße an 😀 \"alle\".pdf", "application/pdf", random(100_001)),
                new File("x".repeat(240) + ".html", "text/html", "<p>\n".getBytes(StandardCharsets.UTF_8)),
                new File("mail.eml", "message/rfc822", "Subject: a\n\nb".getBytes(StandardCharsets.UTF_8)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String upload(File file) {
        ObjectNode body = JSON.createObjectNode()
                .put("filename", file.name)
                .put("mime_type", file.type)
                .put("content", Base64.getEncoder().encodeToString(file.content));
        V1.Answer answer = api.post("/v1/attachments/upload", body.toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.data().get("attachment_id").asText();
    }

    private static String uploadRaw(File file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + api.port() + "/v1/attachments/upload"))
                .header("Authorization", "Bearer " + api.key())
                .header("Content-Type", file.type)
                .header("X-Filename", file.name)
                .POST(BodyPublishers.ofByteArray(file.content))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).at("/data/attachment_id").asText();
    }

    /** By its signed link, without a key. */
    private static byte[] download(String id) throws IOException, InterruptedException {
        String url = api.get("/v1/attachments/" + id + "/url").data().get("url").asText();
        HttpResponse<byte[]> answer =
                HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
        return answer.body();
    }

    private static JsonNode sent(JsonNode inbox, JsonNode to, String subject, String more) {
        V1.Answer answer = api.send(
                inbox, "\"to\": \"" + address(to) + "\", \"subject\": \"" + subject + "\", \"text\": \"Hello\"" + more);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.data();
    }

    private static JsonNode awaitOne(JsonNode inbox, String subject) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(api.messages(inbox, subject)).hasSize(1));
        return api.messages(inbox, subject).get(0);
    }

    private static List<String> attachments(JsonNode message) {
        List<String> ids = new ArrayList<>();
        message.get("attachments").forEach(id -> ids.add(id.asText()));
        return ids;
    }

    /** Name and hash of every file on a message. */
    private static Map<String, String> contents(JsonNode message) throws IOException, InterruptedException {
        Map<String, String> contents = new LinkedHashMap<>();
        for (String id : attachments(message)) {
            JsonNode file = api.get("/v1/attachments/" + id).data();
            byte[] bytes = download(id);
            assertThat(file.get("size").asLong()).isEqualTo(bytes.length);
            assertThat(file.get("message_id").asText()).isEqualTo(id(message));
            contents.put(file.get("filename").asText(), sha256(bytes));
        }
        return contents;
    }

    private static Map<String, String> expected(Stream<File> files) {
        Map<String, String> expected = new LinkedHashMap<>();
        files.forEach(file -> expected.put(file.name, sha256(file.content)));
        return expected;
    }

    @Test
    void filesShouldArriveAsTheyWere() throws Exception {
        JsonNode ada = api.inbox("files.ada");
        JsonNode bob = api.inbox("files.bob");
        File large = new File("large.bin", "application/x-large", random(8 << 20));
        List<String> ids =
                new ArrayList<>(files().stream().map(AttachmentIT::upload).toList());
        ids.add(uploadRaw(large));

        JsonNode sent = sent(ada, bob, "Files", ", \"attachments\": " + JSON.writeValueAsString(ids));

        Map<String, String> expected = expected(Stream.concat(files().stream(), Stream.of(large)));
        JsonNode received = awaitOne(bob, "Files");
        assertThat(contents(received)).isEqualTo(expected);
        JsonNode kept = api.messages(ada, "Files").get(0);
        assertThat(id(kept)).isEqualTo(id(sent));
        assertThat(attachments(kept)).isEqualTo(ids);
        assertThat(contents(kept)).isEqualTo(expected);
        assertThat(received.at("/metadata/attachment_count").asInt()).isEqualTo(6);
        assertThat(received.get("content").asText().trim()).isEqualTo("Hello");
    }

    @Test
    void receivedFileShouldBeForwarded() throws Exception {
        JsonNode ada = api.inbox("forward.ada");
        JsonNode bob = api.inbox("forward.bob");
        File file = files().get(2);
        sent(ada, bob, "First", ", \"attachments\": [\"" + upload(file) + "\"]");
        String received = attachments(awaitOne(bob, "First")).get(0);

        sent(bob, ada, "Second", ", \"attachments\": [\"" + received + "\"]");

        JsonNode back = awaitOne(ada, "Second");
        assertThat(contents(back)).isEqualTo(expected(Stream.of(file)));
        assertThat(attachments(api.messages(bob, "Second").get(0))).doesNotContain(received);
        assertThat(contents(api.messages(bob, "First").get(0))).isEqualTo(expected(Stream.of(file)));
    }

    @Test
    void mailShouldBeMimeThatOthersRead() throws Exception {
        JsonNode ada = api.inbox("mime.ada");
        JsonNode bob = api.inbox("mime.bob");
        String image =
                "{\"filename\": \"logo.png\", \"content\": \"AAEC\", \"content_type\": \"image/png\", \"cid\": \"logo@x\"}";
        String file = "\"" + upload(files().get(2)) + "\"";

        sent(
                ada,
                bob,
                "Mime",
                ", \"html\": \"<img src='cid:logo@x'>\", \"attachments\": [" + file + ", " + image + "]");

        JsonNode received = awaitOne(bob, "Mime");
        assertThat(contents(received).keySet()).containsExactly("logo.png", files().get(2).name);
        assertThat(received.get("content_html").asText().trim()).isEqualTo("<img src='cid:logo@x'>");
        JsonNode logo =
                api.get("/v1/attachments/" + attachments(received).get(0)).data();
        assertThat(logo.get("content_id").asText()).isEqualTo("logo@x");
        String mail = ImapClient.ofInbox(server, address(bob)).mails("INBOX").get(0);
        assertThat(mail.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(998));
        MimeMessage message = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
        MimeMultipart mixed = (MimeMultipart) message.getContent();
        assertThat(mixed.getContentType()).startsWith("multipart/mixed");
        MimeMultipart alternative = (MimeMultipart) mixed.getBodyPart(0).getContent();
        assertThat(alternative.getBodyPart(0).getContentType()).startsWith("text/plain");
        MimeMultipart related = (MimeMultipart) alternative.getBodyPart(1).getContent();
        assertThat(related.getContentType()).startsWith("multipart/related").contains("text/html");
        assertThat(related.getBodyPart(1).getHeader("Content-ID")).containsExactly("<logo@x>");
        assertThat(related.getBodyPart(1).getDisposition()).isEqualTo("inline");
        BodyPart attached = mixed.getBodyPart(1);
        assertThat(attached.getDisposition()).isEqualTo("attachment");
        assertThat(MimeUtility.decodeText(attached.getFileName())).isEqualTo(files().get(2).name);
        // Its readAllBytes stops early.
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        attached.getInputStream().transferTo(bytes);
        assertThat(sha256(bytes.toByteArray())).isEqualTo(sha256(files().get(2).content));
    }

    @Test
    void everyPartOfAReceivedMailShouldBeThere() throws Exception {
        JsonNode inbox = api.inbox("parts");
        String nested = "From: x@example.org\r\nSubject: Inner\r\nContent-Type: multipart/mixed; boundary=in\r\n\r\n"
                + "--in\r\n\r\nInner text\r\n--in\r\nContent-Type: a/b; name=deep.bin\r\n\r\n123\r\n--in--\r\n";
        byte[] binary = random(5_000);
        String mail = "From: grace@example.org\r\nSubject: Parts\r\nMessage-ID: <parts@example.org>\r\n"
                + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"a b\"\r\n\r\nPreamble\r\n"
                + "--a b\r\nContent-Type: multipart/related; boundary=r\r\n\r\n"
                + "--r\r\nContent-Type: multipart/alternative; boundary=alt\r\n\r\n"
                + "--alt\r\n\r\nText\r\n--alt\r\nContent-Type: text/html\r\n\r\n<img src=\"cid:i@x\">\r\n--alt--\r\n"
                + "--r\r\nContent-Type: image/gif\r\nContent-ID: <i@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(binary) + "\r\n--r--\r\n"
                + "--a b\r\nContent-Type: message/rfc822\r\n\r\n" + nested + "\r\n"
                + "--a b\r\nContent-Type: text/plain; name*=iso-8859-1''gr%FC%DFe.txt\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n\r\n=00a=\r\nb=FF=0A\r\n"
                + "--a b\r\nContent-Type: text/x-log\r\nContent-Disposition: attachment;\r\n"
                + " filename=\"=?utf-8?Q?l=C3=B6g?=\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\nl\u00f6g\r\n\r\n"
                + "--a b--\r\nEpilogue\r\n";

        SmtpDialogue.deliver(server, "grace@example.org", address(inbox), mail);

        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("part-2", sha256(binary));
        expected.put("message-3.eml", sha256(nested.getBytes(StandardCharsets.ISO_8859_1)));
        expected.put("grüße.txt", sha256("\0ab\u00ff\n".getBytes(StandardCharsets.ISO_8859_1)));
        expected.put("lög", sha256("l\u00f6g\r\n".getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(contents(awaitOne(inbox, "Parts"))).isEqualTo(expected);
    }
}
