package io.jamesagents.mailets;

import com.google.common.base.Splitter;
import io.jamesagents.maildomain.dkim.SigningKey;
import io.jamesagents.message.RawMail;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.api.BodyHasher;
import org.apache.james.jdkim.exceptions.PermFailException;
import org.apache.james.jdkim.mailets.CRLFOutputStream;

/** The signature of a mail's bytes as they go over SMTP. */
final class DkimSignature {
    private static final List<String> SIGNED = List.of(
            "from",
            "to",
            "cc",
            "subject",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "reply-to",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "list-unsubscribe",
            "list-unsubscribe-post");
    private static final Pattern VALUE = Pattern.compile("(?<=[\\s;:])b=[^;]*");
    private static final int LINE = 72;

    private DkimSignature() {}

    /** The header field, with its end of line. */
    static String of(RawMail mail, SigningKey key, Instant at) throws IOException, PermFailException {
        try (InputStream in = new BufferedInputStream(mail.open())) {
            MailHeader header = MailHeader.read(in);
            String template = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + key.domain() + "; s=" + key.selector()
                    + "; t=" + at.getEpochSecond() + "; h=" + String.join(":", names(header)) + "; bh=; b=;";
            DKIMSigner signer = new DKIMSigner(template, key.key());
            BodyHasher body = signer.newBodyHasher(signer.newSignatureRecordTemplate(template));
            try (OutputStream lines = new CRLFOutputStream(body.getOutputStream())) {
                in.transferTo(lines);
            }
            return folded(signer.sign(header, body));
        }
    }

    /** Each as often as it is there, and From once more: a second one, added on the way, breaks the signature. */
    private static List<String> names(MailHeader header) {
        List<String> names = new ArrayList<>();
        names.add("from");
        for (String name : SIGNED) {
            header.getFields(name).forEach(field -> names.add(name));
        }
        return names;
    }

    /** Folds where white space is already, and in the signature itself, which is no part of what is signed. */
    private static String folded(String field) {
        Matcher value = VALUE.matcher(field.replace("; ", ";\r\n\t"));
        return value.replaceFirst(found -> Matcher.quoteReplacement(chunks(found.group()))) + "\r\n";
    }

    private static String chunks(String tag) {
        return String.join("\r\n\t", Splitter.fixedLength(LINE).split(tag));
    }
}
