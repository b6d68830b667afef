package io.jamesagents.rest.answer;

import io.jamesagents.rest.request.Turns;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Writes bytes as they are. */
@Produces(MediaType.WILDCARD)
public final class BytesWriter implements MessageBodyWriter<byte[]> {

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == byte[].class;
    }

    @Override
    public void writeTo(
            byte[] answer,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        Turns.end();
        out.write(answer);
    }
}
