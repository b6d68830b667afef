package io.jamesagents.mailets;

import io.jamesagents.maildomain.dkim.SigningKey;
import io.jamesagents.outbound.DkimSigning;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.apache.mailet.base.Converter7Bit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs mail that leaves with the key of its From domain (DKIM, RFC 6376: RSA-SHA256, relaxed/relaxed): mail of agents, when the
 * domain is the shared one or a verified one of the organisation that sends, and mail of James's users who logged in, from
 * their own domain. Other mail, and mail that cannot be signed, goes on as it is. It has no parameters: keys are made with the
 * domains. Put it last before {@code RemoteDelivery}, since what changes the mail later breaks the signature.
 *
 * <pre>{@code <mailet match="All" class="io.jamesagents.mailets.SignDkim"/>}</pre>
 */
public final class SignDkim extends AgentMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(SignDkim.class);

    private final DkimSigning signing;
    private final Clock clock;

    @Inject
    public SignDkim(DkimSigning signing, Clock clock) {
        this.signing = signing;
        this.clock = clock;
    }

    @Override
    protected void process(Mail mail) throws Exception {
        Optional<String> from = FromField.address(mail);
        Optional<String> sender = from.flatMap(address -> sender(mail, address));
        if (sender.isEmpty()) {
            return;
        }
        Optional<SigningKey> key = signing.key(sender.get(), from.get());
        if (key.isPresent()) {
            prepare(mail);
            sign(mail, key.get());
        } else if (isOfAgent(mail)) {
            LOGGER.warn("Mail {} is not signed: there is no key for its From domain", mail.getName());
        }
    }

    private static boolean isOfAgent(Mail mail) {
        return mail.getAttribute(SpoolQueue.MESSAGE_ID).isPresent();
    }

    /** What people send in 8 bits a relay may encode, which breaks a signature: so it is done before (RFC 6376, 5.3). */
    private void prepare(Mail mail) throws MessagingException, IOException {
        if (!isOfAgent(mail)) {
            new Converter7Bit(getMailetContext()).convertTo7Bit(mail.getMessage());
        }
    }

    /** Who sent the mail, as far as the server knows: the inbox, or the user who logged in and uses no other domain. */
    private static Optional<String> sender(Mail mail, String from) {
        if (isOfAgent(mail)) {
            return Optional.of(SpoolQueue.sender(mail)).filter(address -> !address.isEmpty());
        }
        Optional<MailAddress> envelope = mail.getMaybeSender().asOptional();
        return AttributeUtils.getValueAndCastFromMail(mail, Mail.SMTP_AUTH_USER, String.class)
                .filter(user -> envelope.filter(
                                address -> address.getDomain().asString().equalsIgnoreCase(domain(from)))
                        .isPresent());
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** Puts the signature before the very bytes that were signed. */
    private void sign(Mail mail, SigningKey key) throws Exception {
        try (SpooledMail bytes = SpooledMail.of(mail)) {
            byte[] signature = DkimSignature.of(bytes, key, clock.instant()).getBytes(StandardCharsets.US_ASCII);
            try (InputStream signed = new SequenceInputStream(new ByteArrayInputStream(signature), bytes.open())) {
                replace(mail, new MimeMessageWrapper(MimeMessageInputStreamSource.create(mail.getName(), signed)));
            }
        }
    }

    /** A copy would leave the original's file to the garbage collector. */
    private static void replace(Mail mail, MimeMessageWrapper message) throws MessagingException {
        if (mail instanceof MailImpl known) {
            MimeMessage old = known.getMessage();
            known.setMessageNoCopy(message);
            LifecycleUtil.dispose(old);
        } else {
            mail.setMessage(message);
        }
    }

    @Override
    public String getMailetInfo() {
        return "Signs mail with the keys of its domains";
    }
}
