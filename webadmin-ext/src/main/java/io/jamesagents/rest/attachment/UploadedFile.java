package io.jamesagents.rest.attachment;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.attachment.Base64Text;
import io.jamesagents.attachment.FileName;
import io.jamesagents.attachment.MimeType;
import io.jamesagents.rest.openapi.Field;
import io.jamesagents.rest.request.BodyBytes;
import io.jamesagents.rest.request.Call;
import io.jamesagents.rest.request.JsonBody;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A file as it comes in a request: base64 in JSON; or its bytes as they are, under {@code X-Filename} or a content type that
 * is not JSON. What curl says of its own accord counts as JSON.
 */
record UploadedFile(String filename, String mimeType, byte[] content) {
    private static final String FILENAME = "X-Filename";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String UNNAMED = "unnamed";
    private static final long JSON_BESIDE = 64 * 1024;

    /** The JSON form. */
    record Body(
            @Field(value = "In base64", required = true, example = "aGVsbG8=") @JsonProperty("content") String content,
            @Field(required = true, example = "hello.txt")
                    @JsonProperty("filename")
                    @JsonAlias({"file_name", "fileName"})
                    String filename,
            @Field(required = true, example = "text/plain")
                    @JsonProperty("mime_type")
                    @JsonAlias({"mimeType", "content_type", "contentType"})
                    String mimeType) {}

    static UploadedFile read(ContainerRequestContext request, long maxBytes) {
        String name = request.getHeaderString(FILENAME);
        String type = Call.contentType(request);
        if (name == null && isJson(type)) {
            return json(
                    JsonBody.read(BodyBytes.read(request, maxBytes / 3 * 4 + maxBytes / 8 + JSON_BESIDE), Body.class),
                    maxBytes);
        }
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw new Invalid("", "Send the file as base64 in JSON, or its bytes with X-Filename; not as a form");
        }
        String filename = name == null ? UNNAMED : FileName.of(FILENAME + " (filename)", utf8(name));
        boolean untyped = type == null || bare(type).equals(FORM);
        String mimeType = untyped ? MimeType.BYTES : MimeType.of("Content-Type (mime_type)", type);
        return new UploadedFile(filename, mimeType, BodyBytes.read(request, maxBytes));
    }

    private static UploadedFile json(Body body, long maxBytes) {
        String filename = FileName.of("filename", body.filename());
        String mimeType = MimeType.of("mime_type", body.mimeType());
        return new UploadedFile(filename, mimeType, Base64Text.decode("content", body.content(), maxBytes));
    }

    private static boolean isJson(String type) {
        String bare = type == null ? "" : bare(type);
        return bare.isEmpty() || bare.equals(FORM) || bare.endsWith("/json") || bare.endsWith("+json");
    }

    private static String bare(String type) {
        return type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    /** Header octets that arrived as one character each. */
    private static String utf8(String header) {
        if (header.chars().anyMatch(c -> c > 0xff)) {
            return header;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return header;
        }
    }
}
