package io.jamesagents.deletion;

import java.util.List;
import java.util.function.Predicate;

/** The mail that is on its way or put aside: in the server's queues and mail repositories. */
public interface InTransit {
    /** Removes each mail that matches, and gives their number. Mail that is being worked on may be left. */
    int remove(Predicate<Traveller> matching);

    /** A mail there; {@code messageId} is null unless it is a message that an agent sends. */
    record Traveller(String messageId, String sender, List<String> recipients) {}
}
