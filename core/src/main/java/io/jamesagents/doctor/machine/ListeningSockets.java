package io.jamesagents.doctor.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a process listens for TCP connections, as Linux tells below {@code /proc}; nothing on other systems. */
public final class ListeningSockets {
    private static final List<String> TABLES = List.of("net/tcp", "net/tcp6");
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTEN = "0A";
    private static final int WORD = 4;

    private ListeningSockets() {}

    /** Of the process whose folder this is, such as {@code /proc/self}. */
    public static List<InetSocketAddress> of(Path process) throws IOException {
        if (!Files.isDirectory(process.resolve("fd"))) {
            return List.of();
        }
        Set<String> own = sockets(process.resolve("fd"));
        List<InetSocketAddress> listening = new ArrayList<>();
        for (String table : TABLES) {
            if (Files.exists(process.resolve(table))) {
                read(process.resolve(table), own, listening);
            }
        }
        return listening;
    }

    /** The numbers of the sockets among its open files. */
    private static Set<String> sockets(Path descriptors) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> files = Files.list(descriptors)) {
            files.forEach(file -> {
                try {
                    String target = Files.readSymbolicLink(file).toString();
                    sockets.add(target.replaceFirst("^socket:\\[(\\d+)]$", "$1"));
                } catch (IOException e) {
                    // It was closed while the others were read.
                }
            });
        }
        return sockets;
    }

    private static void read(Path table, Set<String> own, List<InetSocketAddress> listening) throws IOException {
        for (String line : Files.readAllLines(table)) {
            String[] fields = line.trim().split("\\s+");
            if (fields.length > INODE && fields[STATE].equals(LISTEN) && own.contains(fields[INODE])) {
                listening.add(address(fields[LOCAL]));
            }
        }
    }

    /** Such as {@code 0100007F:1F90}: the address in words of four octets, each with the last octet first. */
    private static InetSocketAddress address(String text) throws UnknownHostException {
        String[] parts = text.split(":");
        byte[] octets = HexFormat.of().parseHex(parts[0]);
        byte[] address = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            address[i] = octets[i - i % WORD + WORD - 1 - i % WORD];
        }
        return new InetSocketAddress(InetAddress.getByAddress(address), Integer.parseInt(parts[1], 16));
    }
}
