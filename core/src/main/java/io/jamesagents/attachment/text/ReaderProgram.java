package io.jamesagents.attachment.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program that reads files. Its jars lie as resources in a jar of ours, where no class loader of this process looks into
 * them, and are laid down in a folder before the first start.
 */
final class ReaderProgram {
    private static final String JARS = "/io/jamesagents/reader/jars/";
    private static final String LIST = "list.txt";
    private static final String OWN_JAR = "reader-child.jar";
    private static final String MAIN = "io.jamesagents.tika.Main";
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ActiveProcessorCount=1",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:MaxDirectMemorySize=32m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            // No name is known, and no socket leaves the machine.
            "-Djdk.net.hosts.file=no-hosts",
            "-DsocksProxyHost=127.0.0.1",
            "-DsocksProxyPort=1",
            "-Djavax.xml.accessExternalDTD=",
            "-Djavax.xml.accessExternalSchema=",
            "-Djavax.xml.accessExternalStylesheet=");

    private final Path folder;
    private final int heapMib;
    private List<String> jars = List.of();

    ReaderProgram(Path folder, int heapMib) {
        this.folder = folder;
        this.heapMib = heapMib;
    }

    /** Where the process may write; empty before each start. */
    Path workFolder() {
        return folder.resolve("work");
    }

    /** What starts it; the program is laid down, and what an earlier process left is removed. */
    List<String> command() {
        try {
            if (jars.isEmpty()) {
                jars = unpack();
            }
            empty(workFolder());
        } catch (IOException e) {
            throw new ReaderUnavailable("the program that reads attachments cannot be laid down in " + folder, e);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMib + "m");
        command.addAll(OPTIONS);
        command.add("-Djava.io.tmpdir=" + workFolder().toAbsolutePath());
        command.addAll(List.of("-cp", classPath(), MAIN));
        return command;
    }

    private String classPath() {
        return String.join(
                System.getProperty("path.separator"),
                jars.stream()
                        .map(jar -> folder.resolve(jar).toAbsolutePath().toString())
                        .toList());
    }

    /** Jars of other versions go; the names of the others' tell their versions, so that those need not be written again. */
    private List<String> unpack() throws IOException {
        List<String> names = names();
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!names.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
        for (String name : names) {
            if (name.equals(OWN_JAR) || !Files.exists(folder.resolve(name))) {
                unpack(name);
            }
        }
        return names;
    }

    private static List<String> names() throws IOException {
        List<String> names = new ArrayList<>(List.of(OWN_JAR));
        try (InputStream list = resource(LIST)) {
            for (String path : new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split(":", -1)) {
                names.add(path.substring(path.lastIndexOf('/') + 1));
            }
        }
        return names;
    }

    /** Whole or not at all. */
    private void unpack(String name) throws IOException {
        Path part = folder.resolve(name + ".part");
        try (InputStream jar = resource(name)) {
            Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static InputStream resource(String name) throws IOException {
        InputStream resource = ReaderProgram.class.getResourceAsStream(JARS + name);
        if (resource == null) {
            throw new IOException("no resource " + JARS + name);
        }
        return resource;
    }

    static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }
}
