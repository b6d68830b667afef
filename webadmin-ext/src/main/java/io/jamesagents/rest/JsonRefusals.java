package io.jamesagents.rest;

import io.jamesagents.Ids;
import io.jamesagents.Json;
import io.jamesagents.outbound.SendLimits;
import io.jamesagents.rest.answer.ErrorAnswer;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;

/**
 * Says in JSON what is wrong with a request that is not even one of HTTP, such as one with a header that is too long; Grizzly
 * itself answers with a status and nothing else.
 */
final class JsonRefusals extends HttpServerFilter {
    private final SendLimits limits;

    private JsonRefusals(NetworkListener listener, SendLimits limits) {
        super(
                listener.isChunkingEnabled(),
                listener.getMaxHttpHeaderSize(),
                null,
                listener.getKeepAlive(),
                null,
                listener.getMaxRequestHeaders(),
                listener.getMaxResponseHeaders());
        this.limits = limits;
        setAllowPayloadForUndefinedHttpMethods(true);
    }

    /** Puts this filter where Grizzly has its own. */
    static void install(NetworkListener listener, SendLimits limits, FilterChainBuilder filters) {
        filters.set(filters.indexOfType(HttpServerFilter.class), new JsonRefusals(listener, limits));
    }

    @Override
    protected HttpContent customizeErrorResponse(HttpResponsePacket response) {
        ErrorAnswer answer = ErrorAnswer.of("The request is not valid HTTP, or its address or headers are too long");
        byte[] body = Json.write(answer).getBytes(StandardCharsets.UTF_8);
        // Its own method is for answers that go through all filters.
        response.getHeaders().setValue("Content-Type").setString("application/json");
        response.setContentLength(body.length);
        StandardHeaders.of(limits.unused(), Ids.random("")).forEach(response::setHeader);
        return HttpContent.builder(response)
                .content(Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, body))
                .last(true)
                .build();
    }
}
