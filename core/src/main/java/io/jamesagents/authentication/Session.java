package io.jamesagents.authentication;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The connection that a mail came over. Without a client's address (mail that did not come over SMTP) nothing can be said of
 * SPF.
 *
 * @param address the client's, null when unknown
 * @param helo what the client called itself, empty when unknown
 * @param mailFrom the reverse-path without brackets, empty for none
 */
public record Session(@Nullable InetAddress address, String helo, String mailFrom) {
    public Session {
        helo = helo == null ? "" : helo;
        mailFrom = mailFrom == null ? "" : mailFrom;
    }
}
