package io.jamesagents.rest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Ids;
import io.jamesagents.rest.TestingApi;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes what the variables of operations.txt stand for, through the API, each time anew. */
final class Fixtures {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern TOKEN = Pattern.compile("unsubscribe\\?token=([^>]+)>");
    /** What does not belong to an organisation. */
    private static final Set<String> FREE = Set.of("shared", "new", "key_name", "public_key", "page_file");

    private final TestingApi api;
    private final String key;
    private String link;
    private String token;
    private String asker;
    private String inbox;
    private final Map<String, Maker> makers = Map.ofEntries(
            Map.entry("new", Fixtures::name),
            Map.entry("page_file", () -> "docs.js"),
            Map.entry("public_key", Fixtures::publicKey),
            Map.entry("shared", this::shared),
            Map.entry("domain", this::domain),
            Map.entry("domain_name", this::domainName),
            Map.entry("erasable", this::erasable),
            Map.entry("deletion", this::deletion),
            Map.entry("token", () -> token),
            Map.entry("inbox", this::inbox),
            Map.entry("hooked_inbox", this::hookedInbox),
            Map.entry("thread", this::thread),
            Map.entry("sent", this::sent),
            Map.entry("sent_here", this::sentHere),
            Map.entry("key_name", this::keyName),
            Map.entry("key", this::apiKey),
            Map.entry("attachment", this::attachment),
            Map.entry("linked", this::linked),
            Map.entry("link", () -> link),
            Map.entry("suppressed", this::suppressed),
            Map.entry("unsubscribe_token", this::unsubscribeToken),
            Map.entry("delivery", this::delivery),
            Map.entry("dead_delivery", this::deadDelivery));

    private interface Maker {
        String make() throws Exception;
    }

    /** Objects of the organisation of this key, which may do everything. */
    Fixtures(TestingApi api, String key) {
        this.api = api;
        this.key = key;
        this.asker = key;
    }

    /** Whose key a deletion is asked for with: nobody else can confirm it. */
    void askWith(String other) {
        asker = other == null ? key : other;
    }

    static List<String> names(String text) {
        return VARIABLE.matcher(text).results().map(found -> found.group(1)).toList();
    }

    static boolean isOwned(String name) {
        return !FREE.contains(name);
    }

    String fill(String text) throws Exception {
        if (text == null) {
            return null;
        }
        StringBuilder filled = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            matcher.appendReplacement(filled, makers.get(matcher.group(1)).make());
        }
        return matcher.appendTail(filled).toString();
    }

    /** With ids that nobody has. */
    String fillAtRandom(String text) throws Exception {
        return text == null
                ? null
                : fill(text.replaceAll("\\{(?!new}|shared}|key_name}|public_key})\\w+}", Ids.random("x_")));
    }

    private static String name() {
        return "n" + UUID.randomUUID();
    }

    /** The 32 bytes of a key that nobody has: the last ones of its encoding (RFC 8410). */
    private static String publicKey() throws Exception {
        byte[] encoded = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private String sent() {
        return sent(inbox());
    }

    /** From the inbox that was made last. */
    private String sentHere() {
        return sent(inbox);
    }

    private String sent(String from) {
        String body = "{\"inbox_id\":\"" + from + "\",\"to\":\"bob@example.org\",\"subject\":\"Hi\",\"text\":\"Hi\"}";
        return api.call(key, "POST", "/v1/messages/send", body).at("/data/id");
    }

    private String domain() {
        String body = "{\"name\":\"" + name() + ".example.org\"}";
        return api.call(key, "POST", "/v1/domains", body).at("/data/id");
    }

    private String domainName() {
        return api.call(key, "GET", "/v1/domains/" + domain()).at("/data/name");
    }

    /** An inbox whose deletion can be asked for: an organisation may have one request at a time. */
    private String erasable() {
        api.expireDeletionRequests();
        return inbox();
    }

    /** A request to which {@code token} belongs. */
    private String deletion() {
        String body = "{\"scope\":\"inbox\",\"inbox_id\":\"" + erasable() + "\"}";
        var request = api.call(asker, "POST", "/v1/data/deletion-request", body);
        token = request.at("/confirmation_token");
        return request.at("/id");
    }

    private String shared() {
        JsonNode domains = api.call(key, "GET", "/v1/domains").data();
        return domains.get(domains.size() - 1).get("id").asText();
    }

    private String inbox() {
        inbox = api.inbox(key, name()).get("id").asText();
        return inbox;
    }

    private String hookedInbox() {
        String body = "{\"local_part\":\"" + name() + "\",\"webhook\":{\"endpoint\":\"http://127.0.0.1:1/hook\"}}";
        return api.call(key, "POST", "/v1/inboxes", body).data().get("id").asText();
    }

    private String thread() throws Exception {
        return api.thread(key, inbox(), "Hello").get("thread_id").asText();
    }

    private String apiKey() {
        String body = "{\"name\":\"" + keyName() + "\"}";
        return api.call(key, "POST", "/v1/agent/api-keys", body).at("/id");
    }

    /** The name of a key for which there is room: an organisation may have few. */
    private String keyName() {
        for (JsonNode other : api.call(key, "GET", "/v1/agent/api-keys").data()) {
            if (!key.startsWith(other.get("keyPrefix").asText())) {
                api.call(key, "DELETE", "/v1/agent/api-keys/" + other.get("id").asText());
            }
        }
        return name();
    }

    private String attachment() {
        String body = "{\"content\":\"aGVsbG8=\",\"filename\":\"a.txt\",\"mime_type\":\"text/plain\"}";
        return api.call(key, "POST", "/v1/attachments/upload", body).at("/id");
    }

    /** One to which {@code link} leads. */
    private String linked() {
        String attachment = attachment();
        String url =
                api.call(key, "GET", "/v1/attachments/" + attachment + "/url").at("/url");
        link = url.substring(url.indexOf('?') + 1);
        return attachment;
    }

    private String suppressed() {
        String body = "{\"email\":\"" + name() + "@example.org\"}";
        return api.call(key, "POST", "/v1/delivery/suppressions", body).at("/data/email");
    }

    private String unsubscribeToken() throws Exception {
        String inbox = inbox();
        api.call(key, "PATCH", "/v1/inboxes/" + inbox, "{\"unsubscribe\":true}");
        String body = "{\"inbox_id\":\"" + inbox + "\",\"to\":\"bob@example.org\",\"subject\":\"s\",\"text\":\"t\"}";
        api.call(key, "POST", "/v1/messages/send", body);
        Matcher token = TOKEN.matcher(api.lastQueued());
        if (!token.find()) {
            throw new AssertionError(api.lastQueued());
        }
        return token.group(1);
    }

    private String delivery() throws Exception {
        String inbox = hookedInbox();
        api.receive(inbox, "Hello", "");
        return api.call(key, "GET", "/v1/webhooks/deliveries?inbox_id=" + inbox).at("/data/0/id");
    }

    private String deadDelivery() throws Exception {
        String delivery = delivery();
        api.giveUp(delivery);
        return delivery;
    }
}
