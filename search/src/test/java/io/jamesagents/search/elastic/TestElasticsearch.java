package io.jamesagents.search.elastic;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;

/**
 * A real Elasticsearch, unpacked and started when the first test asks for it, and gone with this process. It refuses to run as
 * root; then it runs as nobody.
 */
final class TestElasticsearch {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final String NOBODY = "nobody";

    private static URI node;

    private final Path folder;
    private final Path home;
    private final Path log;

    private TestElasticsearch(Path folder, Path home) {
        this.folder = folder;
        this.home = home;
        this.log = folder.resolve("out.log");
    }

    /** Where it listens. */
    static synchronized URI node() {
        if (node == null) {
            try {
                node = unpack().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return node;
    }

    private static TestElasticsearch unpack() throws IOException {
        Path folder = Files.createTempDirectory("elasticsearch");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream file = Files.newInputStream(Path.of(System.getProperty("elasticsearch.zip")));
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return new TestElasticsearch(folder, homes.findFirst().orElseThrow());
        }
    }

    private URI start() throws IOException {
        int port = freePort();
        configure(port);
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ES_JAVA_OPTS", "-Xms384m -Xmx384m");
        builder.environment()
                .put("ES_TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
        builder.environment().put("HOME", folder.toString());
        own();
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
        URI uri = URI.create("http://127.0.0.1:" + port);
        Awaitility.await().atMost(PATIENCE).until(() -> answers(uri, process));
        return uri;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void configure(int port) throws IOException {
        Files.write(
                home.resolve("config/elasticsearch.yml"),
                List.of(
                        "network.host: 127.0.0.1",
                        "http.port: " + port,
                        "transport.port: 0",
                        "discovery.type: single-node",
                        "xpack.security.enabled: false",
                        // A full disk elsewhere is not what is tested.
                        "cluster.routing.allocation.disk.threshold_enabled: false",
                        "path.data: " + folder.resolve("data"),
                        "path.logs: " + folder.resolve("logs")));
        try (Stream<Path> programs = Files.list(home.resolve("bin"))) {
            for (Path program : programs.toList()) {
                Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=nogroup", "--clear-groups"));
        }
        command.add(home.resolve("bin/elasticsearch").toString());
        return command;
    }

    private void own() throws IOException {
        if (ROOT) {
            UserPrincipal nobody =
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY);
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.toList()) {
                    Files.setOwner(file, nobody);
                }
            }
        }
    }

    private boolean answers(URI uri, Process process) throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Elasticsearch ended: " + Files.readString(log));
        }
        HttpURLConnection connection = (HttpURLConnection)
                uri.resolve("/_cluster/health?timeout=1s").toURL().openConnection();
        try {
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        } finally {
            connection.disconnect();
        }
    }

    private void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try (Stream<Path> files = Files.walk(folder)) {
            process.waitFor();
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
