package io.jamesagents.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Store;

/** Reads mailboxes over IMAP, byte by byte. */
record ImapClient(AgentsServer server, String user, String password) {

    /** As README says: the operator sets a password for the inbox, with webadmin and its token. */
    static ImapClient ofInbox(AgentsServer server, String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.webadminPort() + "/users/" + address + "?force"))
                .header("Authorization", "Bearer " + new Webadmin(server).token())
                .PUT(BodyPublishers.ofString("{\"password\": \"secret\"}"))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
        if (status != 204) {
            throw new AssertionError("webadmin answered " + status);
        }
        return new ImapClient(server, address, "secret");
    }

    /** Every mail in the folder, as it is stored. */
    List<String> mails(String folderName) throws MessagingException, IOException {
        Properties properties = new Properties();
        properties.put("mail.imap.port", server.imapPort());
        properties.put("mail.imap.partialfetch", "false");
        properties.put("mail.imap.peek", "true");
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", user, password);
            Folder folder = store.getFolder(folderName);
            folder.open(Folder.READ_ONLY);
            List<String> mails = new ArrayList<>();
            for (Message message : folder.getMessages()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                message.writeTo(bytes);
                mails.add(bytes.toString(StandardCharsets.ISO_8859_1));
            }
            return mails;
        }
    }

    List<String> mails(String folder, String subject) throws MessagingException, IOException {
        return mails(folder).stream()
                .filter(mail -> mail.contains("Subject: " + subject + "\r\n"))
                .toList();
    }
}
