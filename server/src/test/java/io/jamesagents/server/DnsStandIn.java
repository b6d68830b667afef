package io.jamesagents.server;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** A name server on this machine, over UDP and TCP, that has the records it was given and nothing else. */
final class DnsStandIn implements AutoCloseable {
    private static final int UDP_SIZE = 512;
    private static final int MAX_SIZE = 65_535;
    private static final int STRING = 255;

    private final Map<Name, List<Record>> zone = new ConcurrentHashMap<>();
    private final Set<Name> silent = ConcurrentHashMap.newKeySet();
    private final InetAddress loopback = InetAddress.getByName("127.0.0.1");
    private final ServerSocket tcp = new ServerSocket(0, 50, loopback);
    private final DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), loopback);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    DnsStandIn() throws IOException {
        threads.execute(this::answerDatagrams);
        threads.execute(this::answerConnections);
    }

    String address() {
        return "127.0.0.1:" + tcp.getLocalPort();
    }

    /** A TXT record, cut into strings as long as they may be. */
    void txt(String name, String value) {
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < value.length(); i += STRING) {
            strings.add(value.substring(i, Math.min(value.length(), i + STRING)));
        }
        add(new TXTRecord(name(name), DClass.IN, 0, strings));
    }

    /** Never answers about a name any more. */
    void silence(String name) {
        silent.add(name(name));
    }

    void mx(String name, int preference, String host) {
        add(new MXRecord(name(name), DClass.IN, 0, preference, name(host)));
    }

    private void add(Record record) {
        zone.computeIfAbsent(record.getName(), name -> new CopyOnWriteArrayList<>())
                .add(record);
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void answerDatagrams() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[MAX_SIZE], MAX_SIZE);
                udp.receive(packet);
                byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()), UDP_SIZE);
                if (answer.length > 0) {
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void answerConnections() {
        try {
            while (true) {
                Socket client = tcp.accept();
                threads.execute(() -> talk(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void talk(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                byte[] query = in.readNBytes(in.readUnsignedShort());
                byte[] answer = answer(query, MAX_SIZE);
                if (answer.length > 0) {
                    out.writeShort(answer.length);
                    out.write(answer);
                }
            }
        } catch (IOException closed) {
            // The client has gone.
        }
    }

    /** Empty for a question that stays without an answer. */
    private byte[] answer(byte[] query, int size) throws IOException {
        Message asked = new Message(query);
        Record question = asked.getQuestion();
        if (silent.contains(question.getName())) {
            return new byte[0];
        }
        Message answer = new Message(asked.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(question, Section.QUESTION);
        List<Record> records = zone.getOrDefault(question.getName(), List.of());
        Stream<Record> found = records.stream().filter(record -> record.getType() == question.getType());
        found.forEach(record -> answer.addRecord(record, Section.ANSWER));
        if (answer.getSection(Section.ANSWER).isEmpty()) {
            answer.getHeader().setRcode(records.isEmpty() ? Rcode.NXDOMAIN : Rcode.NOERROR);
            Name root = Name.root;
            answer.addRecord(new SOARecord(root, DClass.IN, 0, root, root, 1, 1, 1, 1, 0), Section.AUTHORITY);
        }
        return answer.toWire(size);
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        threads.shutdownNow();
    }
}
