package io.jamesagents.authentication.arc;

import io.jamesagents.authentication.ArcResult;
import io.jamesagents.authentication.dkim.Keys;
import io.jamesagents.authentication.dkim.SignatureError;
import io.jamesagents.authentication.dkim.SignedMail;
import io.jamesagents.authentication.mail.MailHeader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the chain of those who passed a mail on is whole (RFC 8617, 5.2). */
public final class ArcCheck {
    private final SignedMail mail;
    private final Keys keys;
    private final int length;
    private List<ArcSet> sets = List.of();
    private @Nullable SignatureError error;

    public ArcCheck(MailHeader header, SignedMail mail, Keys keys) {
        this.mail = mail;
        this.keys = keys;
        this.length = ArcChain.length(header);
        try {
            sets = ArcChain.read(header);
            if (!sets.isEmpty()) {
                mail.expect(newest().signature());
            }
        } catch (SignatureError e) {
            error = e;
        }
    }

    private ArcSet newest() {
        return sets.get(sets.size() - 1);
    }

    /** After the body was read. */
    public ArcResult result() {
        if (length == 0) {
            return ArcResult.NONE;
        }
        try {
            if (error != null) {
                throw error;
            }
            mail.check(newest().signature());
            checkSeals();
            return new ArcResult("pass", length, newest().seal().domain(), null);
        } catch (SignatureError e) {
            return new ArcResult(e.isTemporary() ? "temperror" : "fail", length, null, e.getMessage());
        }
    }

    private void checkSeals() throws SignatureError {
        StringBuilder before = new StringBuilder();
        for (ArcSet set : sets) {
            String data = before + set.unsealed() + set.unsignedSeal();
            keys.check(set.seal(), data.getBytes(StandardCharsets.ISO_8859_1));
            before.append(set.sealed());
        }
    }
}
