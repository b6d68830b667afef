package io.jamesagents.mailets;

import java.util.Collection;
import javax.mail.MessagingException;
import javax.mail.internet.InternetAddress;
import org.apache.james.transport.mailets.remote.delivery.ExecutionResult;
import org.apache.james.transport.mailets.remote.delivery.MailDelivrerToHost;
import org.apache.james.transport.mailets.remote.delivery.RemoteDeliveryConfiguration;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.HostAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;

/** James's delivery to one server, which keeps on the mail which server was asked last. */
final class AskedHost extends MailDelivrerToHost {
    private static final AttributeName HOST = AttributeName.of("agents.remote-host");

    AskedHost(RemoteDeliveryConfiguration configuration, MailetContext context) {
        super(configuration, context);
    }

    @Override
    public ExecutionResult tryDeliveryToHost(Mail mail, Collection<InternetAddress> recipients, HostAddress host)
            throws MessagingException {
        mail.setAttribute(new Attribute(HOST, AttributeValue.of(host.getHostName())));
        return super.tryDeliveryToHost(mail, recipients, host);
    }

    /** The server that was asked last since {@link #forget}, or null. */
    static String of(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, HOST, String.class).orElse(null);
    }

    static void forget(Mail mail) {
        mail.removeAttribute(HOST);
    }
}
