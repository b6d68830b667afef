package io.jamesagents.server;

import java.util.Properties;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Store;
import javax.mail.Transport;
import javax.mail.internet.MimeMessage;

/** A user of the server, with an ordinary mail program. */
record Mailbox(AgentsServer server, String user, String password) {

    void receive(String sender, String subject) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", server.smtpPort());
        properties.put("mail.smtp.from", sender);
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setRecipients(Message.RecipientType.TO, user);
        message.setSubject(subject);
        message.setText("text");
        Transport.send(message);
    }

    int count() throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.imap.port", server.imapPort());
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", user, password);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            return inbox.getMessageCount();
        }
    }
}
