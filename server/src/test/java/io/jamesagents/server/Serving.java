package io.jamesagents.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server in a process of its own, as ./serve runs it, which can be killed. */
final class Serving implements AutoCloseable {
    private final Process process;
    private final JsonNode ready;
    private final Path data;

    Serving(Path data, String... more) throws IOException {
        this.data = data;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.jamesagents.server.Main",
                "--data",
                data.toString(),
                "--http=0",
                "--smtp=0",
                "--imap=0",
                "--webadmin=0"));
        command.addAll(List.of(more));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling("serve.log").toFile()))
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the server did not start: " + data.resolveSibling("serve.log"));
        }
        ready = new ObjectMapper().readTree(line);
    }

    V1 admin() throws IOException {
        return new V1(
                URI.create(ready.get("http").asText()).getPort(),
                Files.readString(data.resolve("admin.key")).trim());
    }

    int smtpPort() {
        String address = ready.get("smtp").asText();
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    long pid() {
        return process.pid();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
