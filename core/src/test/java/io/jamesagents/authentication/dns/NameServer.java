package io.jamesagents.authentication.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on the loopback device. It fails for {@code servfail.example} and says nothing for {@code silent.example}. */
final class NameServer {
    private static final Name ZONE = Name.fromConstantString("example.");

    private final DatagramSocket socket;
    private final List<Record> records;
    private final AtomicInteger questions = new AtomicInteger();

    private NameServer(DatagramSocket socket, List<Record> records) {
        this.socket = socket;
        this.records = records;
    }

    /** @param zone as in a zone file */
    static NameServer start(String zone) throws IOException {
        List<Record> records = new ArrayList<>();
        try (Master master = new Master(new ByteArrayInputStream(zone.getBytes(StandardCharsets.US_ASCII)))) {
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                records.add(record);
            }
        }
        NameServer server = new NameServer(new DatagramSocket(0, InetAddress.getLoopbackAddress()), records);
        Thread thread = new Thread(server::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    int questions() {
        return questions.get();
    }

    void stop() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Message question = new Message(Arrays.copyOf(buffer, packet.getLength()));
                questions.incrementAndGet();
                if (!question.getQuestion().getName().toString().startsWith("silent.")) {
                    byte[] answer = answer(question).toWire();
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // The socket was closed, or the question is none.
            }
        }
    }

    private Message answer(Message question) {
        Record asked = question.getQuestion();
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(asked, Section.QUESTION);
        Name name = asked.getName();
        records.stream()
                .filter(record -> record.getName().equals(name))
                .filter(record -> record.getType() == asked.getType() || record.getType() == Type.CNAME)
                .forEach(record -> answer.addRecord(record, Section.ANSWER));
        if (name.toString().startsWith("servfail.")) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (answer.getSection(Section.ANSWER).isEmpty()) {
            boolean known = records.stream().anyMatch(record -> record.getName().equals(name));
            answer.getHeader().setRcode(known ? Rcode.NOERROR : Rcode.NXDOMAIN);
            answer.addRecord(new SOARecord(ZONE, DClass.IN, 60, ZONE, ZONE, 1, 60, 60, 60, 60), Section.AUTHORITY);
        }
        return answer;
    }
}
