package io.jamesagents.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** Two pools: SQLite has one writer and many readers, PostgreSQL uses one pool for both. */
record Connections(HikariDataSource reads, HikariDataSource writes, boolean postgres) implements AutoCloseable {
    private static final int BUSY_TIMEOUT_MS = 30_000;
    private static final int CACHE_KIB = -32_000;
    private static final int CHECKPOINT_PAGES = 8_000;

    static Connections open(StoreSettings settings) {
        if (settings.postgres()) {
            HikariDataSource pool = new HikariDataSource(postgres(settings));
            return new Connections(pool, pool, true);
        }
        // The writer comes first: it makes the file and turns it to WAL.
        HikariDataSource writes = new HikariDataSource(sqlite(settings, "agents-store-write", 1, false));
        HikariDataSource reads =
                new HikariDataSource(sqlite(settings, "agents-store-read", settings.connections(), true));
        return new Connections(reads, writes, false);
    }

    private static HikariConfig postgres(StoreSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("agents-store");
        config.setDriverClassName("org.postgresql.Driver");
        config.setJdbcUrl(settings.url());
        if (!settings.user().isEmpty()) {
            config.setUsername(settings.user());
            config.setPassword(settings.password());
        }
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(BUSY_TIMEOUT_MS);
        return config;
    }

    private static HikariConfig sqlite(StoreSettings settings, String pool, int size, boolean readOnly) {
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setJournalMode(JournalMode.WAL);
        sqlite.setSynchronous(SynchronousMode.FULL);
        sqlite.setTransactionMode(TransactionMode.IMMEDIATE);
        sqlite.setBusyTimeout(BUSY_TIMEOUT_MS);
        sqlite.setCacheSize(CACHE_KIB);
        Properties properties = sqlite.toProperties();
        // What was deleted is gone from the file, and not only from the tables.
        properties.setProperty(SQLiteConfig.Pragma.SECURE_DELETE.getPragmaName(), "true");
        if (readOnly) {
            properties.setProperty("query_only", "true");
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName(pool);
        config.setDriverClassName("org.sqlite.JDBC");
        config.setJdbcUrl(settings.url());
        config.setDataSourceProperties(properties);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(BUSY_TIMEOUT_MS);
        config.setMaxLifetime(0);
        config.setConnectionInitSql("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        return config;
    }

    @Override
    public void close() {
        reads.close();
        writes.close();
    }
}
