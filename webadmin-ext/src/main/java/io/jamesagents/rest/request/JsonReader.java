package io.jamesagents.rest.request;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;

/** Reads request bodies: JSON objects, whatever the content type says; no body is an empty object. */
@Consumes(MediaType.WILDCARD)
public final class JsonReader implements MessageBodyReader<Object> {
    private static final int USUAL_MIB = 14;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type.isRecord() || type == JsonNode.class;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream in) {
        return JsonBody.read(bytes(in, headers, annotations), type);
    }

    /** All of a body that is within the limits of the resource method's parameter. */
    static byte[] bytes(InputStream in, MultivaluedMap<String, String> headers, Annotation[] annotations) {
        String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
        return BodyBytes.read(length, in, (long) mebibytes(annotations) << 20);
    }

    private static int mebibytes(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(UpTo.class::isInstance)
                .map(annotation -> ((UpTo) annotation).value())
                .findFirst()
                .orElse(USUAL_MIB);
    }
}
