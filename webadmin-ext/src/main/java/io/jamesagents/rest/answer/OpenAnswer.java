package io.jamesagents.rest.answer;

import io.jamesagents.rest.signature.ReceivedRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteHandler;
import org.glassfish.grizzly.http.io.NIOOutputStream;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * An answer whose body comes later than its head, without a thread that waits for it, and without waiting for a client that is
 * slow to take it. A resource method returns the head, with no entity, and says who goes on.
 *
 * <p>The server uses its objects for other connections once an answer is over or its client is gone: from then on, which is
 * decided under this object's lock, nothing is written.
 */
public final class OpenAnswer {
    private static final String PROPERTY = OpenAnswer.class.getName();
    private static final int FOR_EVER = -1;

    private final Response response;
    private final Connection<?> connection;
    private UnaryOperator<byte[]> form = UnaryOperator.identity();
    private boolean over;

    private OpenAnswer(Response response) {
        this.response = response;
        this.connection = response.getRequest().getContext().getConnection();
    }

    /** Whether there is to be a body: HEAD asks for none, though Jersey takes it for a GET. */
    public static boolean hasBody(ContainerRequestContext request) {
        return !ReceivedRequest.of(request).method().equals(HttpMethod.HEAD);
    }

    /** Leaves the answer to this request open when the resource method has returned, for this to go on with at once. */
    public static void leave(ContainerRequestContext request, Consumer<OpenAnswer> next) {
        request.setProperty(PROPERTY, next);
    }

    /** Lets go on who was left an answer, if anybody was; for the server, when a resource method has returned. */
    @SuppressWarnings("unchecked")
    public static void goOn(Request request, Response response) {
        if (request.getAttribute(PROPERTY) instanceof Consumer<?> next) {
            OpenAnswer answer = new OpenAnswer(response);
            answer.suspend();
            ((Consumer<OpenAnswer>) next).accept(answer);
        }
    }

    /** Takes what was left of an answer out of a request that this process made itself; null when it was answered at once. */
    @SuppressWarnings("unchecked")
    public static Consumer<OpenAnswer> leftOf(ContainerRequestContext inner) {
        return (Consumer<OpenAnswer>) inner.getProperty(PROPERTY);
    }

    /** Gives the whole body, once it is there, this form. */
    public synchronized OpenAnswer in(UnaryOperator<byte[]> form) {
        this.form = form;
        return this;
    }

    private void suspend() {
        response.setContentLengthLong(-1);
        response.suspend(FOR_EVER, TimeUnit.SECONDS, new EmptyCompletionHandler<>() {
            @Override
            public void cancelled() {
                gone();
            }
        });
    }

    private synchronized void gone() {
        over = true;
    }

    /** Whether nothing more can be sent: it was ended, or the client is gone. */
    public synchronized boolean over() {
        return over || !connection.isOpen();
    }

    /** Whether what is written now will not wait: little of what was written before is still on its way. */
    public synchronized boolean ready() {
        return !over() && response.getNIOOutputStream().canWrite();
    }

    /** Sends something; to be asked {@link #ready} before. */
    public synchronized void write(byte[] bytes) throws IOException {
        if (over()) {
            throw new IOException("the answer is over");
        }
        NIOOutputStream out = response.getNIOOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Calls back once: when it is ready, or when the client is gone. */
    public synchronized void whenReady(Runnable callback) {
        if (!over()) {
            response.getNIOOutputStream().notifyCanWrite(new Once(callback));
        }
    }

    private record Once(Runnable callback) implements WriteHandler {
        @Override
        public void onWritePossible() {
            callback.run();
        }

        @Override
        public void onError(Throwable gone) {
            callback.run();
        }
    }

    /** Sends the whole body and ends the answer, if there is still somebody to take it. */
    public synchronized void complete(byte[] body) throws IOException {
        if (!over()) {
            byte[] formed = form.apply(body);
            response.setContentLengthLong(formed.length);
            write(formed);
            end();
        }
    }

    /** Ends the answer as it should end; doing so again does nothing. */
    public synchronized void end() {
        if (!over()) {
            over = true;
            response.resume();
        }
    }

    /** Ends the answer by closing the connection, on a client that takes nothing of it. */
    public synchronized void cutOff() {
        over = true;
        connection.closeSilently();
    }
}
