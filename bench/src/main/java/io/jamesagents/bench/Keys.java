package io.jamesagents.bench;

import io.jamesagents.bench.Bench.Benchmark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Made-up and mistyped keys: how many open anything, and what one costs beside a key that was issued. */
final class Keys implements Benchmark {
    private static final int REFUSED = 401;
    private static final String PATH = "/v1/agent/org";

    @Override
    public Map<String, Object> run(Options options) throws Exception {
        int random = options.get("random", 100_000);
        int typos = options.get("typos", 10_000);
        Map<String, Object> figures = new LinkedHashMap<>();
        try (RunningServer server = RunningServer.start("keys");
                RawConnection connection = server.raw(server.api())) {
            String key = server.api().token();
            SecureRandom numbers = new SecureRandom();
            byte[] bytes = new byte[32];
            int opened = 0;
            for (int i = 0; i < random; i++) {
                numbers.nextBytes(bytes);
                opened += status(connection, "comm_" + HexFormat.of().formatHex(bytes)) == REFUSED ? 0 : 1;
            }
            for (int i = 0; i < typos; i++) {
                opened += status(connection, mistyped(key, numbers)) == REFUSED ? 0 : 1;
            }
            figures.put("tried", random + typos);
            figures.put("opened", opened);
            figures.put("own_key_status", status(connection, key));
            figures.put("files_with_the_key", filesWith(server, key));
        }
        System.out.println(figures);
        return figures;
    }

    private static int status(RawConnection connection, String key) throws IOException {
        return connection.get(PATH, key);
    }

    private static String mistyped(String key, SecureRandom numbers) {
        int at = 5 + numbers.nextInt(key.length() - 5);
        char other = HexFormat.of().toHexDigits((byte) numbers.nextInt(16)).charAt(1);
        return key.charAt(at) == other ? mistyped(key, numbers) : key.substring(0, at) + other + key.substring(at + 1);
    }

    /** The file that hands the key to the operator is the only one that may have it. */
    private static long filesWith(RunningServer server, String key) throws IOException {
        long files = 0;
        try (Stream<Path> all = Files.walk(server.data())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                files += content.contains(key) && !file.endsWith("admin.key") ? 1 : 0;
            }
        }
        return files;
    }
}
