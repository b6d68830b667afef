package io.jamesagents.suppression;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.ServerSecret;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Links by which the recipient of one mail says that it was the last one (RFC 8058). They are signed under the server's secret
 * and good for ever: mail is found again after years.
 */
public final class UnsubscribeLinks {
    private static final String PURPOSE = "unsubscribe";
    private static final String VERSION = "1";
    private static final int MAX_TOKEN = 1024;
    private static final int PARTS = 5;

    private final ServerSecret secret;
    private final String publicUrl;

    /** Without a public URL, which is then empty, there are no links to be made. */
    public UnsubscribeLinks(ServerSecret secret, String publicUrl) {
        this.secret = secret;
        this.publicUrl = publicUrl;
    }

    /** Who does not want mail any more, from where, and the mail that it was said about. */
    public record Link(OrgId org, InboxId inbox, MessageId message, CanonicalAddress recipient) {}

    /** The header fields of the mail with this link, each with its end of line; empty when no links can be made. */
    public String header(Link link) {
        return publicUrl.isEmpty()
                ? ""
                : "List-Unsubscribe: <" + publicUrl + "/unsubscribe?token=" + token(link) + ">\r\n"
                        + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
    }

    private String token(Link link) {
        String text = String.join(
                "|",
                VERSION,
                link.org().value(),
                link.inbox().value(),
                link.message().value(),
                link.recipient().value());
        return encode(text.getBytes(StandardCharsets.UTF_8)) + "." + signature(text);
    }

    /** What a token says; one that was not made here is not found, whatever is wrong with it. */
    public Link read(String token) {
        if (token == null || token.length() > MAX_TOKEN || token.indexOf('.') < 0) {
            throw refused();
        }
        int dot = token.indexOf('.');
        String text = decode(token.substring(0, dot));
        if (!same(token.substring(dot + 1), signature(text))) {
            throw refused();
        }
        String[] parts = text.split("\\|", PARTS);
        return new Link(
                new OrgId(parts[1]), new InboxId(parts[2]), new MessageId(parts[3]), new CanonicalAddress(parts[4]));
    }

    private String signature(String text) {
        return encode(HexFormat.of().parseHex(secret.hmac(PURPOSE, text)));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static boolean same(String given, String right) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.US_ASCII));
    }

    private static NotFound refused() {
        return new NotFound("Link");
    }
}
