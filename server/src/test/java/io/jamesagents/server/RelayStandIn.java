package io.jamesagents.server;

import io.jamesagents.server.RemoteServer.Received;
import java.io.IOException;
import java.util.List;

/** A smart host on this machine that takes every mail and sends none on. */
final class RelayStandIn implements AutoCloseable {
    private final RemoteServer server = new RemoteServer();

    RelayStandIn() throws IOException {}

    /** A mail that came in. */
    record Relayed(String sender, List<String> recipients, String data) {
        static Relayed of(Received mail) {
            return new Relayed(mail.sender(), mail.recipients(), mail.data());
        }
    }

    String address() {
        return server.address();
    }

    List<Relayed> mails() {
        return server.mails().stream().map(Relayed::of).toList();
    }

    List<Relayed> mails(String subject) {
        return mails().stream()
                .filter(mail -> mail.data().contains("Subject: " + subject + "\r\n"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
