package io.jamesagents.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Programs behind inboxes, that answer every mail they are told of at once, and never stop. */
final class AnsweringMachines implements AutoCloseable {
    private static final int PAUSE_MS = 20;

    private final V1 api;
    private final WebhookReceiver receiver;
    private final Map<String, Manner> manners = new ConcurrentHashMap<>();
    private final List<V1.Answer> sends = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "answering-machines");

    /** How a machine answers. */
    enum Manner {
        /** In the thread, as if a person had written it. */
        PLAIN,
        /** In the thread, and says that it is an answer of a program (RFC 3834). */
        SAYING_SO,
        /** With a new thread for every mail. */
        NEW_THREADS
    }

    AnsweringMachines(V1 api, WebhookReceiver receiver) {
        this.api = api;
        this.receiver = receiver;
        thread.setDaemon(true);
        thread.start();
    }

    JsonNode inbox(String localPart, Manner manner) {
        JsonNode inbox = api.inbox(localPart, receiver.field());
        manners.put(V1.id(inbox), manner);
        return inbox;
    }

    /** What the machines' sends were answered with. */
    List<V1.Answer> sends() {
        return List.copyOf(sends);
    }

    List<V1.Answer> refused() {
        return sends.stream().filter(answer -> answer.status() != 202).toList();
    }

    private void run() {
        try {
            for (int next = 0; true; Thread.sleep(PAUSE_MS)) {
                List<WebhookReceiver.Call> calls = receiver.calls();
                for (; next < calls.size(); next++) {
                    answer(calls.get(next).json());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(JsonNode call) {
        String inbox = call.get("inboxId").asText();
        Manner manner = manners.get(inbox);
        if (manner == null || !call.at("/event/type").asText().equals("email.received")) {
            return;
        }
        ObjectNode mail = JsonNodeFactory.instance
                .objectNode()
                .put("inbox_id", inbox)
                .put("to", call.at("/email/from").asText())
                .put("subject", manner == Manner.NEW_THREADS ? "Answer " + sends.size() : "Re: your mail")
                .put("text", "I have got your mail.");
        if (manner != Manner.NEW_THREADS) {
            mail.put("thread_id", call.at("/message/thread_id").asText());
        }
        if (manner == Manner.SAYING_SO) {
            mail.putObject("headers").put("Auto-Submitted", "auto-replied");
        }
        sends.add(api.post("/v1/messages/send", mail.toString()));
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
