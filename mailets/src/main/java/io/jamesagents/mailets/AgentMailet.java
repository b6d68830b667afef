package io.jamesagents.mailets;

import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step that cannot harm the pipeline: whatever it throws, errors of the virtual machine included, the mail goes on to the
 * next mailet. James loses the thread on which an {@code Error} gets out of a mailet.
 */
public abstract class AgentMailet extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(AgentMailet.class);

    /** What the step does about a mail. */
    protected abstract void process(Mail mail) throws Exception;

    @Override
    @SuppressWarnings("CatchingUnchecked")
    public final void service(Mail mail) {
        try {
            process(mail);
        } catch (Throwable t) {
            LOGGER.error("{} failed on mail {} and is left out", getMailetName(), mail.getName(), t);
        }
    }
}
