package io.jamesagents.rest.attachment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.attachment.AttachmentDetails;
import io.jamesagents.attachment.MimeType;

/** Where a file can be downloaded for so many seconds. */
public record LinkView(
        String url,
        @JsonProperty("expires_in") int expiresIn,
        @JsonProperty("expiresIn") int expiresInCamel,
        String filename,
        @JsonProperty("mime_type") String mimeType,
        @JsonProperty("mimeType") String mimeTypeCamel,
        long size) {

    static LinkView of(String url, int seconds, AttachmentDetails file) {
        String type = MimeType.safe(file.mimeType());
        return new LinkView(url, seconds, seconds, file.filename(), type, type, file.size());
    }
}
