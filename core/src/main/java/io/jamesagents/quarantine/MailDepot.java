package io.jamesagents.quarantine;

import java.util.List;
import java.util.Optional;

/** Where mail lies that the pipeline gave up on, and the way from there back into the pipeline. */
public interface MailDepot {
    /** How many mails are there. */
    long size();

    /** The keys of all mails there, in no order. */
    List<String> keys();

    /** Empty when there is no such mail (any more). */
    Optional<KeptMail> find(String key);

    /** The lines of the mail's header, unfolded or not as they are, at most so many; empty when there is no such mail. */
    List<String> headers(String key, int limit);

    /** Puts the mail into the pipeline once more and takes it out of here; cut off in between, it is in both. */
    void release(String key);

    /** Removes the mail for good. */
    void remove(String key);
}
