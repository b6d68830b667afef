package io.jamesagents.server;

import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/** A mailet that lets an error out, as a recursion over a mail that is too deep does. */
public final class FailingMailet extends GenericMailet {
    @Override
    public void service(Mail mail) {
        throw new StackOverflowError("too deep");
    }
}
