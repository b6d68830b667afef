package io.jamesagents.thread;

import io.jamesagents.ServerSecret;
import io.jamesagents.inbox.InboxId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The token that leads a reply into its thread whatever its headers say: {@code +t} and 20 hex digits (80 bits of an HMAC
 * over inbox and thread) behind the local part of the inbox's address.
 */
public final class RoutingTokens {
    private static final int DIGITS = 20;
    private static final Pattern DETAIL = Pattern.compile("^[^@]*\\+t([0-9a-f]{" + DIGITS + "})@");

    private final ServerSecret secret;

    public RoutingTokens(ServerSecret secret) {
        this.secret = secret;
    }

    public String token(InboxId inbox, ThreadId thread) {
        return secret.hmac("routing-token", inbox + " " + thread).substring(0, DIGITS);
    }

    /** The address to which replies into the thread go; the plain one if the local part would become too long. */
    public static String address(String inboxAddress, String token) {
        int at = inboxAddress.lastIndexOf('@');
        boolean fits = at + 2 + DIGITS <= 64;
        return fits ? inboxAddress.substring(0, at) + "+t" + token + inboxAddress.substring(at) : inboxAddress;
    }

    /** The token in a recipient's address. */
    public static Optional<String> in(String address) {
        Matcher detail = DETAIL.matcher(address.toLowerCase(Locale.ROOT));
        return detail.find() ? Optional.of(detail.group(1)) : Optional.empty();
    }
}
