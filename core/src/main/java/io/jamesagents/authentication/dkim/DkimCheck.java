package io.jamesagents.authentication.dkim;

import io.jamesagents.authentication.DkimResult;
import io.jamesagents.authentication.mail.HeaderField;
import io.jamesagents.authentication.mail.MailHeader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The DKIM signatures of a mail, of which the first ten are looked at (RFC 6376, 6.1). */
public final class DkimCheck {
    private static final int SIGNATURES = 10;

    private final SignedMail mail;
    private final List<Found> found = new ArrayList<>();

    /** A signature, or why it is none. */
    private record Found(
            String domain,
            String selector,
            String algorithm,
            @Nullable Signature signature,
            @Nullable SignatureError error) {}

    public DkimCheck(MailHeader header, SignedMail mail, Clock clock) {
        this.mail = mail;
        header.all("dkim-signature").stream()
                .limit(SIGNATURES)
                .map(field -> find(field, clock))
                .forEach(found::add);
    }

    private Found find(HeaderField field, Clock clock) {
        TagList tags = null;
        try {
            tags = TagList.parse(field.value());
            Signature signature = Signature.dkim(field, tags, clock);
            mail.expect(signature);
            return found(tags, signature, null);
        } catch (SignatureError e) {
            return found(tags, null, e);
        }
    }

    private static Found found(@Nullable TagList tags, @Nullable Signature signature, @Nullable SignatureError error) {
        TagList said = tags == null ? new TagList(Map.of()) : tags;
        return new Found(said.get("d", ""), said.get("s", ""), said.get("a", ""), signature, error);
    }

    /** After the body was read. */
    public List<DkimResult> results() {
        return found.stream().map(this::result).toList();
    }

    private DkimResult result(Found signature) {
        if (signature.error() != null) {
            return result(
                    signature, signature.error().result(), signature.error().getMessage());
        }
        try {
            mail.check(signature.signature());
            return result(signature, "pass", null);
        } catch (SignatureError e) {
            return result(signature, e.result(), e.getMessage());
        }
    }

    private static DkimResult result(Found signature, String result, @Nullable String reason) {
        return new DkimResult(result, signature.domain(), signature.selector(), signature.algorithm(), reason);
    }
}
