package io.jamesagents.server.testing;

import io.jamesagents.mailets.AgentMailet;
import org.apache.mailet.Mail;

/** A step that crashes in the way that the mail's header {@code X-Crash} asks for. */
public final class CrashingMailet extends AgentMailet {
    @Override
    protected void process(Mail mail) throws Exception {
        String[] wanted = mail.getMessage().getHeader("X-Crash");
        switch (wanted == null ? "" : wanted[0]) {
            case "stack" -> deeper(0);
            case "memory" -> throw new OutOfMemoryError("asked for");
            case "linkage" -> throw new NoSuchMethodError("asked for");
            case "exception" -> throw new IllegalStateException("asked for");
            default -> {}
        }
    }

    private static int deeper(int depth) {
        return depth < 0 ? 0 : 1 + deeper(depth + 1);
    }
}
