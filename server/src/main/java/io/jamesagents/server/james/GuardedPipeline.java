package io.jamesagents.server.james;

import com.google.inject.AbstractModule;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.mailetcontainer.impl.CompositeProcessorImpl;
import org.apache.mailet.Mail;

/**
 * The pipeline, for a spooler that loses a thread for good with each {@link Error} a mailet lets out: here it is a failure
 * like any other, so that James tries the mail again and then puts it into the error repository.
 */
final class GuardedPipeline implements MailProcessor {
    private final CompositeProcessorImpl pipeline;

    @Inject
    GuardedPipeline(CompositeProcessorImpl pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        try {
            pipeline.service(mail);
        } catch (Error e) {
            throw new MessagingException(
                    "a mailet failed with " + e.getClass().getSimpleName(), new IllegalStateException(e));
        }
    }

    static final class Binding extends AbstractModule {
        @Override
        protected void configure() {
            bind(MailProcessor.class).to(GuardedPipeline.class);
        }
    }
}
