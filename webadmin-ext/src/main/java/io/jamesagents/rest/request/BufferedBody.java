package io.jamesagents.rest.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Reads the body of a request before its resource does, within the limits of the resource method; both see all of it. */
public final class BufferedBody {
    private final Annotation[] annotations;

    private BufferedBody(Annotation[] annotations) {
        this.annotations = annotations;
    }

    public static BufferedBody of(Method resource) {
        return new BufferedBody(Arrays.stream(resource.getParameterAnnotations())
                .flatMap(Arrays::stream)
                .toArray(Annotation[]::new));
    }

    public byte[] read(ContainerRequestContext request) {
        byte[] body = JsonReader.bytes(request.getEntityStream(), request.getHeaders(), annotations);
        request.setEntityStream(new ByteArrayInputStream(body));
        return body;
    }
}
