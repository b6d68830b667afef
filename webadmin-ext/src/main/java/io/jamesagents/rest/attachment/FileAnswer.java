package io.jamesagents.rest.attachment;

import io.jamesagents.attachment.AttachmentContent;
import io.jamesagents.attachment.AttachmentDetails;
import io.jamesagents.attachment.MimeType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A file as the answer to a request, under headers that keep browsers from showing or running it (RFC 6266). */
record FileAnswer(AttachmentContent content) {
    private static final String POLICY = "sandbox; default-src 'none'";
    private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";

    Response response() {
        AttachmentDetails details = content.details();
        StreamingOutput bytes = content::writeTo;
        return Response.ok(bytes)
                .header(HttpHeaders.CONTENT_TYPE, MimeType.safe(details.mimeType()))
                .header(HttpHeaders.CONTENT_LENGTH, details.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(details.filename()))
                .header("Content-Security-Policy", POLICY)
                .header("Cross-Origin-Resource-Policy", "same-site")
                .build();
    }

    /** The name in plain ASCII for old clients, and as it is (RFC 8187). */
    private static String disposition(String filename) {
        String plain = filename.replaceAll("[^A-Za-z0-9 ._()-]", "_");
        StringBuilder exact = new StringBuilder();
        for (byte b : filename.getBytes(StandardCharsets.UTF_8)) {
            boolean bare = isLetterOrDigit(b) || ATTRIBUTE_CHARACTERS.indexOf(b) >= 0;
            exact.append(bare ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + exact;
    }

    private static boolean isLetterOrDigit(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
    }
}
