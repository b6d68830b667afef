package io.jamesagents.rest.request;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.AgentsException.TooLarge;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads request bodies up to a size, and for no longer than a minute. */
public final class BodyBytes {
    private static final int CHUNK = 16 * 1024;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    private BodyBytes() {}

    public static byte[] read(ContainerRequestContext request, long maxBytes) {
        return read(request.getHeaderString(HttpHeaders.CONTENT_LENGTH), request.getEntityStream(), maxBytes);
    }

    /** The length is what the request says it is, or null. */
    static byte[] read(String length, InputStream in, long maxBytes) {
        long announced = length == null || !length.matches("[0-9]{1,18}") ? 0 : Long.parseLong(length);
        if (announced > maxBytes) {
            throw tooLarge(maxBytes);
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int read = read(in, chunk); read >= 0; read = read(in, chunk)) {
            body.write(chunk, 0, read);
            if (body.size() > maxBytes) {
                throw tooLarge(maxBytes);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new ClientErrorException(Status.REQUEST_TIMEOUT);
            }
        }
        return body.toByteArray();
    }

    private static TooLarge tooLarge(long maxBytes) {
        return new TooLarge("The request body may have at most " + (maxBytes >> 20) + " MiB");
    }

    private static int read(InputStream in, byte[] chunk) {
        try {
            return in.read(chunk);
        } catch (IOException e) {
            throw new Invalid("", "The request body could not be read to its end");
        }
    }
}
