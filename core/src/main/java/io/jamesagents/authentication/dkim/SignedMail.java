package io.jamesagents.authentication.dkim;

import io.jamesagents.authentication.mail.HeaderField;
import io.jamesagents.authentication.mail.MailHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A mail against which signatures are checked. */
public final class SignedMail {
    private final Body body;
    private final Keys keys;
    private final Map<String, List<HeaderField>> fields = new HashMap<>();

    public SignedMail(MailHeader header, Body body, Keys keys) {
        this.body = body;
        this.keys = keys;
        header.fields().forEach(field -> fields.computeIfAbsent(field.name(), header::all));
    }

    /** Says that the hash of the body will be needed; before the body is read. */
    public void expect(Signature signature) {
        body.want(signature);
    }

    /** Throws unless header and body are what was signed (RFC 6376, 6.1.3). */
    public void check(Signature signature) throws SignatureError {
        List<KeyRecord> found = keys.of(signature.seal(), signature.identity());
        checkBody(signature);
        Keys.check(found, signature.seal(), signedHeader(signature));
        if (signature.isPartial()
                && signature.bodyLength() < body.hash(signature).length()) {
            throw SignatureError.policy("the body goes on after what was signed");
        }
    }

    private void checkBody(Signature signature) throws SignatureError {
        BodyHash hash = body.hash(signature);
        if (!hash.isFinished()) {
            throw SignatureError.temporary("there was no time to read the body");
        }
        if (signature.isPartial() && signature.bodyLength() > hash.length()) {
            throw SignatureError.fail("the body is shorter than what was signed");
        }
        if (!Arrays.equals(signature.bodyHash(), hash.hash())) {
            throw SignatureError.fail("the body was changed");
        }
    }

    /** The signed fields, repeated ones from the last to the first (RFC 6376, 5.4.2), and the signature's own without its value. */
    private byte[] signedHeader(Signature signature) {
        StringBuilder text = new StringBuilder();
        Map<String, Integer> used = new HashMap<>();
        HeaderField own = signature.seal().field();
        for (String name : signature.fields()) {
            List<HeaderField> all = fields.getOrDefault(name, List.of());
            int next = used.getOrDefault(name, all.size()) - 1;
            if (next >= 0 && all.get(next) == own) {
                next--;
            }
            used.put(name, Math.max(next, 0));
            if (next >= 0) {
                text.append(signature.ofHeader().of(all.get(next))).append("\r\n");
            }
        }
        text.append(signature.seal().unsigned(signature.ofHeader()));
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
