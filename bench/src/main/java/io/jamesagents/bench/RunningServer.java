package io.jamesagents.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.Json;
import io.jamesagents.ServerSecret;
import io.jamesagents.apikey.ApiKeys;
import io.jamesagents.org.Orgs;
import io.jamesagents.org.Tier;
import io.jamesagents.store.Database;
import io.jamesagents.store.StoreSettings;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What {@code ./serve} runs, as a process of its own on a fresh data folder, allowed to call webhooks on this machine. */
final class RunningServer implements AutoCloseable {
    /** Of processor time in a second. */
    private static final long IDLE_MS = 60;

    private final Process process;
    private final String name;
    private final Path data;
    private final String[] settings;
    private final JsonNode ready;

    private RunningServer(Process process, String name, Path data, String[] settings, JsonNode ready) {
        this.process = process;
        this.name = name;
        this.data = data;
        this.settings = settings;
        this.ready = ready;
    }

    /** Starts on an empty folder; a setting is {@code key=value}. */
    static RunningServer start(String name, String... settings) throws IOException {
        Path data = Path.of("target", "data-" + name).toAbsolutePath();
        delete(data);
        Files.createDirectories(data.getParent());
        return launch(name, data, settings);
    }

    /** Ends the server as a power cut does, and starts another on what it leaves. */
    RunningServer killAndRestart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        return launch(name, data, settings);
    }

    /** Stops the process where it is; it does not go on before it is killed. */
    void freeze() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    private static RunningServer launch(String name, Path data, String... settings) throws IOException {
        Process process = new ProcessBuilder(command(data, settings))
                .redirectError(new File("target/" + name + ".log"))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.startsWith("{")) {
            // Options of the JVM may make it talk.
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the server did not start; see bench/target/" + name + ".log");
        }
        return new RunningServer(process, name, data, settings, Json.tree(line));
    }

    private static List<String> command(Path data, String... settings) {
        Stream<String> java = Stream.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xms128m",
                "-Xmx1g",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true");
        String more = System.getenv().getOrDefault("AGENTS_JAVA_OPTS", "");
        Stream<String> options = Stream.of(more.split(" ")).filter(option -> !option.isEmpty());
        Stream<String> server = Stream.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.jamesagents.server.Main",
                "--data=" + data,
                "--http=0",
                "--smtp=0",
                "--imap=0",
                "--webadmin=0",
                "--set=agents.webhooks.allow=127.0.0.0/8",
                "--set=agents.webhooks.allow-http=true");
        Stream<String> set = Stream.of(settings).map(setting -> "--set=" + setting);
        return Stream.of(java, options, server, set).flatMap(part -> part).toList();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    /** Waits until the process does next to nothing for a second. */
    void awaitIdle() throws InterruptedException {
        Duration before = cpu();
        Thread.sleep(1000);
        for (Duration now = cpu(); now.minus(before).toMillis() > IDLE_MS; now = cpu()) {
            before = now;
            Thread.sleep(1000);
        }
    }

    /** The API with the key of the first organisation. */
    Api api() throws IOException {
        return new Api(
                ready.get("http").asText(),
                text(Path.of(ready.get("admin_key_file").asText())));
    }

    /** The API with a key of an organisation that has nothing. */
    Api stranger() throws IOException {
        return organisation("stranger");
    }

    /** The API with a key of another organisation. */
    Api organisation(String slug) throws IOException {
        try (Database database = database()) {
            Orgs orgs = new Orgs(database, Clock.systemUTC());
            ServerSecret secret = ServerSecret.file(find("secret.key"));
            String key = new ApiKeys(database, secret, Clock.systemUTC())
                    .issue(orgs.ensure(slug, slug, Tier.FREE).id(), "bench", List.of("admin"));
            return new Api(ready.get("http").asText(), key);
        }
    }

    /** The plugin's store, opened a second time. */
    Database database() throws IOException {
        return Database.open(StoreSettings.sqlite(store()));
    }

    /** A bare connection to the API. */
    RawConnection raw(Api api) throws IOException {
        return new RawConnection("127.0.0.1", port("http"), api.token());
    }

    Api webadmin() throws IOException {
        return new Api(ready.get("webadmin").asText(), text(data.resolve("webadmin.token")));
    }

    SmtpConnection smtp() throws IOException {
        return new SmtpConnection(port("smtp"));
    }

    ImapConnection imap(String user, String password) throws IOException {
        return new ImapConnection(port("imap"), user, password);
    }

    private int port(String protocol) {
        String address = ready.get(protocol).asText();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    Path data() {
        return data;
    }

    /** The plugin's SQLite file. */
    Path store() throws IOException {
        return find("agents.db");
    }

    private Path find(String file) throws IOException {
        try (Stream<Path> paths = Files.walk(data)) {
            return paths.filter(path -> path.endsWith(file)).findFirst().orElseThrow();
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file).trim();
    }

    /** The processor time the server has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
