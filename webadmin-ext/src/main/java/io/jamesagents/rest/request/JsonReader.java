package io.jamesagents.rest.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.TooLarge;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;

/** Reads request bodies: JSON objects, whatever the content type says; no body is an empty object. */
@Consumes(MediaType.WILDCARD)
public final class JsonReader implements MessageBodyReader<Object> {
    private static final int USUAL_MIB = 14;
    private static final int CHUNK = 16 * 1024;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

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
        int mebibytes = mebibytes(annotations);
        if (length(headers) > (long) mebibytes << 20) {
            throw tooLarge(mebibytes);
        }
        return JsonBody.bind(JsonBody.parse(bytes(in, mebibytes)), type);
    }

    private static int mebibytes(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(UpTo.class::isInstance)
                .map(annotation -> ((UpTo) annotation).value())
                .findFirst()
                .orElse(USUAL_MIB);
    }

    private static long length(MultivaluedMap<String, String> headers) {
        String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
        return length == null || !length.matches("[0-9]{1,18}") ? 0 : Long.parseLong(length);
    }

    private static TooLarge tooLarge(int mebibytes) {
        return new TooLarge("The request body may have at most " + mebibytes + " MiB");
    }

    private static byte[] bytes(InputStream in, int mebibytes) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int read = read(in, chunk); read >= 0; read = read(in, chunk)) {
            body.write(chunk, 0, read);
            if (body.size() > mebibytes << 20) {
                throw tooLarge(mebibytes);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new ClientErrorException(Status.REQUEST_TIMEOUT);
            }
        }
        return body.toByteArray();
    }

    private static int read(InputStream in, byte[] chunk) {
        try {
            return in.read(chunk);
        } catch (IOException e) {
            throw new Invalid("", "The request body could not be read to its end");
        }
    }
}
