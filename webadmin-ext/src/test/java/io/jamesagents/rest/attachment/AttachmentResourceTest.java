package io.jamesagents.rest.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.rest.TestingApi;
import io.jamesagents.rest.TestingApi.Answer;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentResourceTest {
    private static final String UPLOAD = "/v1/attachments/upload";
    private static final String MULTIPART =
            """
            From: Alice <alice@sender.example>
            To: agent@agents.localhost
            Subject: Files
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            See below.
            --b
            Content-Type: image/png
            Content-ID: <logo@x>
            Content-Disposition: inline; filename=logo.png
            Content-Transfer-Encoding: base64

            AAECAw==
            --b
            Content-Type: text/html; charset=utf-8
            Content-Disposition: attachment; filename="../../evil\\".html"
            Content-Transfer-Encoding: base64

            PHNjcmlwdD4=
            --b--
            """;

    private static TestingApi api;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        api = TestingApi.start();
        key = api.key("default", "admin");
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @AfterEach
    void clock() {
        api.clock().goOn();
    }

    private static String json(String filename, String type, String content) {
        return Json.write(Map.of("filename", filename, "mime_type", type, "content", content));
    }

    private static String base64(int size) {
        return Base64.getEncoder().encodeToString(new byte[size]);
    }

    private static String upload(String by, String text) {
        String content = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return api.call(by, "POST", UPLOAD, json("a.txt", "text/plain", content))
                .data()
                .get("attachment_id")
                .asText();
    }

    private static Answer raw(byte[] content, String... headers) {
        return api.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + UPLOAD))
                .header("Authorization", "Bearer " + key)
                .headers(headers)
                .POST(BodyPublishers.ofByteArray(content))
                .build());
    }

    private static String inbox() {
        return api.inbox(key, "a" + UUID.randomUUID()).get("id").asText();
    }

    private static List<String> received(String inbox, String mail) throws Exception {
        api.receive(inbox, mail);
        List<String> ids = new ArrayList<>();
        api.call(key, "GET", "/v1/messages?inbox_id=" + inbox)
                .data()
                .get(0)
                .get("attachments")
                .forEach(id -> ids.add(id.asText()));
        return ids;
    }

    /** The path and query of a fresh link. */
    private static String link(String by, String id, String query) {
        Answer answer = api.call(by, "GET", "/v1/attachments/" + id + "/url" + query);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        String url = answer.data().get("url").asText();
        assertThat(url).startsWith("http://127.0.0.1:" + api.port() + "/");
        return url.substring(url.indexOf("/v1/"));
    }

    private static Answer open(String link) {
        return api.call(null, "GET", link);
    }

    @Test
    void uploadShouldAnswerWhatClientsNeed() {
        Answer answer = api.call(key, "POST", UPLOAD, json("report.pdf", "application/pdf", "SGVsbG8="));
        assertThat(answer.status()).isEqualTo(201);
        JsonNode file = answer.data();
        assertThat(file.get("attachment_id").asText()).matches("att_[0-9a-f]{32}");
        assertThat(answer.json().get("id")).isEqualTo(file.get("attachment_id"));
        assertThat(file.get("filename").asText()).isEqualTo("report.pdf");
        assertThat(file.get("mime_type").asText()).isEqualTo("application/pdf");
        assertThat(file.get("mimeType")).isEqualTo(file.get("mime_type"));
        assertThat(file.get("size").asLong()).isEqualTo(5);
        assertThat(file.get("message_id").asText()).isEmpty();
        assertThat(file.get("storage_type").asText()).isEqualTo("database");
        Answer again = api.call(key, "GET", "/v1/attachments/" + file.get("id").asText());
        assertThat(again.data()).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\":\"\",\"filename\":\"a\",\"mimeType\":\"text/plain\"}",
                "{\"content\":\"data:image/png;base64,QUJD\",\"filename\":\"a\",\"mime_type\":\"image/png\"}",
                "{\"content\":\"QU\\r\\nJD\\n\",\"filename\":\"a\",\"mime_type\":\"TEXT/Plain; charset=utf-8\"}"
            })
    void uploadShouldTakeWhatClientsSend(String body) {
        assertThat(api.call(key, "POST", UPLOAD, body).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "content, '{\"filename\":\"a\",\"mime_type\":\"a/b\"}'",
        "content, '{\"filename\":\"a\",\"mime_type\":\"a/b\",\"content\":\"QUJ\"}'",
        "content, '{\"filename\":\"a\",\"mime_type\":\"a/b\",\"content\":\"QU!D\"}'",
        "content, '{\"filename\":\"a\",\"mime_type\":\"a/b\",\"content\":\"QU D\"}'",
        "content, '{\"filename\":\"a\",\"mime_type\":\"a/b\",\"content\":\"_-__\"}'",
        "filename, '{\"mime_type\":\"a/b\",\"content\":\"\"}'",
        "filename, '{\"filename\":\"a\\r\\nBcc: b\",\"mime_type\":\"a/b\",\"content\":\"\"}'",
        "filename, '{\"filename\":\"a\\u0000\",\"mime_type\":\"a/b\",\"content\":\"\"}'",
        "mime_type, '{\"filename\":\"a\",\"content\":\"\"}'",
        "mime_type, '{\"filename\":\"a\",\"mime_type\":\"text\",\"content\":\"\"}'",
        "mime_type, '{\"filename\":\"a\",\"mime_type\":\"text/plain;\\r\\nX: y\",\"content\":\"\"}'"
    })
    void uploadShouldNameTheFieldWhenItIsWrong(String field, String body) {
        Answer answer = api.call(key, "POST", UPLOAD, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        assertThat(answer.at("/details/0/path")).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "C:\\temp\\a.txt, a.txt",
        "\u202egpj.exe, gpj.exe",
        "'a\"b.txt', 'a\"b.txt'",
        "grüße 😀.txt, grüße 😀.txt",
        ".., unnamed"
    })
    void uploadShouldCleanTheName(String given, String kept) {
        Answer answer = api.call(key, "POST", UPLOAD, json(given, "text/plain", ""));
        assertThat(answer.data().get("filename").asText()).isEqualTo(kept);
    }

    @Test
    void uploadShouldRefuseANameThatNoFileCanHave() {
        assertThat(api.call(key, "POST", UPLOAD, json("a".repeat(255), "text/plain", ""))
                        .status())
                .isEqualTo(201);
        assertThat(api.call(key, "POST", UPLOAD, json("a".repeat(256), "text/plain", ""))
                        .at("/details/0/path"))
                .isEqualTo("filename");
    }

    @Test
    void uploadShouldTakeBytesWhenThereIsANameOrAnotherType() {
        byte[] json = "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);
        Answer named = raw(json, "X-Filename", "a.json", "Content-Type", "application/json");
        assertThat(named.status()).as(named.response().body()).isEqualTo(201);
        assertThat(named.data().get("filename").asText()).isEqualTo("a.json");
        assertThat(named.data().get("size").asLong()).isEqualTo(json.length);
        Answer typed = raw(json, "Content-Type", "text/csv; charset=utf-8");
        assertThat(typed.data().get("mime_type").asText()).isEqualTo("text/csv");
        Answer untyped = raw(json, "X-Filename", "a", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(untyped.data().get("mime_type").asText()).isEqualTo("application/octet-stream");
        assertThat(raw(json, "Content-Type", "multipart/form-data; boundary=a").status())
                .isEqualTo(400);
        assertThat(raw(json, "Content-Type", "a/b/c").at("/details/0/path")).contains("mime_type");
    }

    @Test
    void uploadShouldReadTheNameAsUtf8() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.getOutputStream()
                    .write(("POST " + UPLOAD + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + key
                                    + "\r\nX-Filename: grün.txt\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).contains("\"filename\":\"grün.txt\"");
        }
    }

    @Test
    void uploadShouldRefuseWhatIsTooLarge() {
        assertThat(api.call(key, "POST", UPLOAD, json("a", "a/b", base64(1 << 20)))
                        .status())
                .isEqualTo(201);
        assertThat(api.call(key, "POST", UPLOAD, json("a", "a/b", base64((1 << 20) + 1)))
                        .status())
                .isEqualTo(413);
        assertThat(raw(new byte[(1 << 20) + 1], "X-Filename", "a").status()).isEqualTo(413);
    }

    @Test
    void uploadShouldKeepTheQuotaExactlyWhenManyComeAtOnce() throws Exception {
        String full = api.key("full", "admin");
        String body = json("a", "a/b", base64(900 * 1024));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Callable<Answer>> all = IntStream.range(0, 12)
                .<Callable<Answer>>mapToObj(i -> () -> api.call(full, "POST", UPLOAD, body))
                .toList();
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> answer : pool.invokeAll(all)) {
            answers.add(answer.get());
        }
        pool.shutdown();
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(4);
        Answer refused = answers.stream()
                .filter(answer -> answer.status() == 413)
                .findFirst()
                .orElseThrow();
        assertThat(refused.at("/used_mb")).isEqualTo("3.52");
        assertThat(refused.at("/limit_mb")).isEqualTo("4.0");
        assertThat(refused.at("/error")).contains("quota");
        api.clock().advance(Duration.ofDays(8));
    }

    @Test
    void uploadShouldExpire() {
        String id = upload(key, "old");
        api.clock().advance(Duration.ofDays(7).minusSeconds(5));
        assertThat(api.call(key, "GET", "/v1/attachments/" + id).status()).isEqualTo(200);
        api.clock().advance(Duration.ofSeconds(10));
        assertThat(api.call(key, "GET", "/v1/attachments/" + id).status()).isEqualTo(404);
        assertThat(api.call(key, "GET", "/v1/attachments/" + id + "/content").status())
                .isEqualTo(404);
    }

    @Test
    void foreignFileShouldBeLikeNone() {
        String id = upload(key, "mine");
        String other = api.key("other", "admin");
        for (String path : List.of("", "/url", "/content")) {
            Answer foreign = api.call(other, "GET", "/v1/attachments/" + id + path);
            Answer none = api.call(other, "GET", "/v1/attachments/att_0" + path);
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign.response().body()).isEqualTo(none.response().body());
        }
        String inbox = api.inbox(other, "a" + UUID.randomUUID()).get("id").asText();
        Answer sent = api.call(
                other,
                "POST",
                "/v1/messages/send",
                "{\"to\":\"a@x.example\",\"subject\":\"s\",\"text\":\"t\",\"inbox_id\":\"" + inbox
                        + "\",\"attachments\":[\"" + id + "\"]}");
        assertThat(sent.status()).isEqualTo(404);
        assertThat(sent.at("/error")).isEqualTo("Attachment not found");
    }

    @Test
    void sentFileShouldKeepItsId() {
        String inbox = inbox();
        String id = upload(key, "kept");
        String link = link(key, id, "");
        Answer sent = send(inbox, "[\"" + id + "\",\"" + id + "\"]");
        JsonNode message =
                api.call(key, "GET", "/v1/messages?inbox_id=" + inbox).data().get(0);
        assertThat(message.get("attachments")).isEqualTo(Json.tree("[\"" + id + "\"]"));
        JsonNode file = api.call(key, "GET", "/v1/attachments/" + id).data();
        assertThat(file.get("message_id").asText()).isEqualTo(sent.at("/data/id"));
        assertThat(file.get("storage_type").asText()).isEqualTo("mailbox");
        assertThat(open(link).response().body()).isEqualTo("kept");
        Answer again = send(inbox, "[{\"attachment_id\":\"" + id + "\"}]");
        assertThat(again.status()).isEqualTo(202);
        String derived = api.call(key, "GET", "/v1/messages?inbox_id=" + inbox).at("/data/0/attachments/0");
        assertThat(derived).startsWith("att_").isNotEqualTo(id);
        assertThat(api.call(key, "GET", "/v1/attachments/" + derived + "/content")
                        .response()
                        .body())
                .isEqualTo("kept");
    }

    private static Answer send(String inbox, String attachments) {
        Answer answer = api.call(
                key,
                "POST",
                "/v1/messages/send",
                "{\"to\":\"a@x.example\",\"subject\":\"s\",\"text\":\"t\",\"inbox_id\":\"" + inbox
                        + "\",\"attachments\":" + attachments + "}");
        return answer;
    }

    @ParameterizedTest
    @CsvSource({
        "'[{\"filename\":\"a\\nb\",\"content\":\"\"}]', 400, attachments[0].filename",
        "'[{\"filename\":\"a\",\"content\":\"?\"}]', 400, attachments[0].content",
        "'[{\"filename\":\"a\",\"content\":\"\",\"content_type\":\"a\"}]', 400, attachments[0].content_type",
        "'[{\"filename\":\"a\",\"content\":\"\",\"cid\":\"a b\"}]', 400, attachments[0].content_id",
        "'[{\"filename\":\"a\",\"content\":\"\",\"id\":\"att_1\"}]', 400, attachments[0]",
        "'[7]', 400, attachments[0]",
        "'\"att_1\"', 400, attachments",
        "'[\"att_0\"]', 404, ''",
        "'[\"../x\"]', 404, ''"
    })
    void sendShouldNameTheFileThatIsWrong(String attachments, int status, String path) {
        Answer answer = send(inbox(), attachments);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.at("/details/0/path")).isEqualTo(path);
    }

    @Test
    void sendShouldRefuseMoreThanAMailMayHave() {
        String file = "{\"filename\":\"a\",\"content\":\"" + base64(1 << 20) + "\"}";
        assertThat(send(inbox(), "[" + file + "," + file + "]").status()).isEqualTo(202);
        assertThat(send(inbox(), "[" + file + "," + file + "," + file + "]").status())
                .isEqualTo(413);
        String empty = "{\"filename\":\"a\",\"content\":\"\"}";
        assertThat(send(inbox(), "[" + (empty + ",").repeat(50) + empty + "]").status())
                .isEqualTo(400);
    }

    @Test
    void receivedFilesShouldBeThere() throws Exception {
        List<String> ids = received(inbox(), MULTIPART);
        assertThat(ids).hasSize(2);
        JsonNode image = api.call(key, "GET", "/v1/attachments/" + ids.get(0)).data();
        assertThat(image.get("content_id").asText()).isEqualTo("logo@x");
        assertThat(image.get("size").asLong()).isEqualTo(4);
        Answer page = open(link(key, ids.get(1), ""));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response().body()).isEqualTo("<script>");
        assertThat(page.header("Content-Type")).isEqualTo("text/html");
        assertThat(page.header("Content-Length")).isEqualTo("8");
        assertThat(page.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"evil_.html\"; filename*=UTF-8''evil%22.html");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
        assertThat(page.header("Set-Cookie")).isNull();
        Answer head = api.call(null, "HEAD", link(key, ids.get(1), ""));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("8");
        assertThat(head.response().body()).isEmpty();
    }

    @Test
    void fileShouldBeGoneWithItsMail() throws Exception {
        String inbox = inbox();
        String id = received(inbox, MULTIPART).get(0);
        String link = link(key, id, "");
        api.expunge(inbox);
        assertThat(open(link).status()).isEqualTo(410);
        assertThat(api.call(key, "GET", "/v1/attachments/" + id + "/content").status())
                .isEqualTo(410);
        assertThat(send(inbox, "[\"" + id + "\"]").status()).isEqualTo(410);
    }

    @ParameterizedTest
    @CsvSource({"'', 3600", "?expires_in=60, 60", "?expiresIn=0, 1", "?expires_in=999999, 86400", "?expires_in=x, 3600"
    })
    void urlShouldSayHowLongItWorks(String query, int seconds) {
        String id = upload(key, "text");
        JsonNode link =
                api.call(key, "GET", "/v1/attachments/" + id + "/url" + query).data();
        assertThat(link.get("expires_in").asInt()).isEqualTo(seconds);
        assertThat(link.get("expiresIn").asInt()).isEqualTo(seconds);
        assertThat(link.get("mimeType").asText()).isEqualTo("text/plain");
        assertThat(link.get("filename").asText()).isEqualTo("a.txt");
        assertThat(link.get("size").asInt()).isEqualTo(4);
    }

    @Test
    void linkShouldWorkUntilItsTime() {
        String id = upload(key, "text");
        api.clock().advance(Duration.ZERO);
        String link = link(key, id, "?expires_in=100");
        api.clock().advance(Duration.ofSeconds(99));
        assertThat(open(link).response().body()).isEqualTo("text");
        api.clock().advance(Duration.ofSeconds(2));
        assertThat(open(link).status()).isEqualTo(410);
        assertThat(open(link.replace("&sig=", "&sig=A")).status()).isEqualTo(403);
    }

    @Test
    void linkShouldBeWorthNothingWithoutItsKey() {
        String leaver = api.key("leaver", "admin");
        String id = upload(leaver, "text");
        String link = link(leaver, id, "");
        assertThat(open(link).status()).isEqualTo(200);
        api.revokeKeys("leaver");
        assertThat(open(link).status()).isEqualTo(403);
    }

    @Test
    void linkShouldBeRefusedInTheSameWordsWhateverIsWrong() {
        String link = link(key, upload(key, "text"), "");
        List<String> forged = new ArrayList<>(parameters(link));
        forged.addAll(otherTimes(link));
        forged.addAll(flipped(link));
        String refusal = open(link + "x").response().body();
        for (String other : forged) {
            Answer answer = open(other);
            assertThat(answer.status()).as(other).isEqualTo(403);
            assertThat(answer.response().body()).isEqualTo(refusal);
        }
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            assertThat(api.call(null, method, link).status()).isEqualTo(405);
        }
        String another = upload(key, "another");
        assertThat(open(link.replaceFirst("att_[0-9a-f]+", another)).status()).isEqualTo(403);
        assertThat(open(link.replaceFirst("att_[0-9a-f]+", "att_0")).status()).isEqualTo(403);
        assertThat(open(link).status()).isEqualTo(200);
    }

    /** Each parameter left out, doubled and renamed, and one more. */
    private static List<String> parameters(String link) {
        String path = link.substring(0, link.indexOf('?'));
        List<String> parameters =
                Arrays.asList(link.substring(path.length() + 1).split("&"));
        List<String> forged = new ArrayList<>(List.of(path, path + "?", link + "&", link + "&a=b", link + "&exp"));
        for (String one : parameters) {
            String rest = String.join(
                    "&", parameters.stream().filter(other -> !other.equals(one)).toList());
            forged.add(path + "?" + rest);
            forged.add(link + "&" + one);
            forged.add(path + "?" + rest + "&" + one.substring(0, one.indexOf('=')) + "=");
            forged.add(path + "?" + rest + "&" + one.toUpperCase(java.util.Locale.ROOT));
            forged.add(path + "?" + rest + "&%" + Integer.toHexString(one.charAt(0)) + one.substring(1));
        }
        return forged;
    }

    private static List<String> otherTimes(String link) {
        String exp = link.replaceFirst(".*exp=([0-9]+).*", "$1");
        return List.of(
                        "+" + exp,
                        "-" + exp,
                        "0" + exp,
                        exp + ".0",
                        exp + "e0",
                        "0x" + Long.toHexString(Long.parseLong(exp)),
                        "%20" + exp,
                        exp + "%00",
                        exp + "0",
                        "99999999999",
                        "99999999999999999999",
                        "1e10",
                        "%D9%A1%D9%A7%D9%A9%D9%A9%D9%A9%D9%A9%D9%A9%D9%A9%D9%A9%D9%A9",
                        "NaN",
                        "-1",
                        "0")
                .stream()
                .map(other -> link.replace("exp=" + exp, "exp=" + other))
                .toList();
    }

    /** Every bit of the values, as far as it gives something that can be in a URL. */
    private static List<String> flipped(String link) {
        List<String> forged = new ArrayList<>();
        for (int i = link.indexOf('?') + 1; i < link.length(); i++) {
            for (int bit = 0; bit < 7; bit++) {
                char other = (char) (link.charAt(i) ^ (1 << bit));
                if (Character.isLetterOrDigit(other) || "-_.~=".indexOf(other) >= 0) {
                    forged.add(link.substring(0, i) + other + link.substring(i + 1));
                }
            }
        }
        return forged;
    }
}
