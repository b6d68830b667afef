package io.jamesagents.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Empty databases of both kinds, for {@code @MethodSource("io.jamesagents.store.TestDatabases#each")}. JUnit closes a
 * database that is a test's argument. PostgreSQL is started once, when it is first needed.
 */
public final class TestDatabases {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static EmbeddedPostgres server;

    private TestDatabases() {}

    /** One empty database of each kind. */
    public static Stream<Database> each() {
        return Stream.<Supplier<Database>>of(TestDatabases::sqlite, TestDatabases::postgres)
                .map(Supplier::get);
    }

    /** An empty SQLite database. */
    public static Database sqlite() {
        return Database.open(StoreSettings.sqlite(file()));
    }

    private static Path file() {
        try {
            Path folder = Files.createTempDirectory("james-agents-test");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder.resolve("agents.db");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty PostgreSQL database. */
    public static synchronized Database postgres() {
        return Database.open(postgresSettings());
    }

    /** Where there is an empty PostgreSQL database, which several nodes may then open. */
    public static synchronized StoreSettings postgresSettings() {
        String name = "test_" + NUMBER.incrementAndGet();
        try {
            if (server == null) {
                server = EmbeddedPostgres.builder().start();
            }
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("no database in the test's PostgreSQL", e);
        }
        return new StoreSettings("jdbc:postgresql://localhost:" + server.getPort() + "/" + name, "postgres", "", 4);
    }
}
