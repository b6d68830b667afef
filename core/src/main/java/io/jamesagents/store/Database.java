package io.jamesagents.store;

import io.jamesagents.AgentsException.Unavailable;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.org.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/**
 * The plugin's state. {@link #write} is one transaction; on SQLite there is one writer, which
 * commits together what waits at the same time, on PostgreSQL they run side by side and lock the inbox they change.
 */
public final class Database implements AutoCloseable {
    private final Connections connections;
    private final Jdbi reads;
    private final Jdbi writes;
    private final GroupCommit group;

    private Database(Connections connections) {
        this.connections = connections;
        this.reads = jdbi(connections.reads());
        this.writes = jdbi(connections.writes());
        this.group = connections.postgres() ? null : new GroupCommit(writes);
    }

    private static Jdbi jdbi(DataSource source) {
        Jdbi jdbi = Jdbi.create(source);
        // Statements are bound to mail and secrets, which do not belong into a log.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }

    /** Opens the database and brings its schema up to date. */
    public static Database open(StoreSettings settings) {
        Connections connections = Connections.open(settings);
        migrate(connections.writes());
        return new Database(connections);
    }

    private static void migrate(DataSource source) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .table("agents_schema_history")
                .locations("classpath:io/jamesagents/store/migration")
                .loggers("slf4j")
                .load()
                .migrate();
    }

    public <T> T read(Function<Handle, T> work) {
        return unavailableWhenUnreachable(() -> reads.withHandle(work::apply));
    }

    /** Runs the work in one transaction, on disk when this returns. */
    public <T> T write(Function<Handle, T> work) {
        return unavailableWhenUnreachable(() -> group == null ? writes.inTransaction(work::apply) : group.run(work));
    }

    public void update(Consumer<Handle> work) {
        write(handle -> {
            work.accept(handle);
            return null;
        });
    }

    /** Makes the transaction the only one that changes this inbox until it ends. */
    public void lock(Handle handle, InboxId inbox) {
        if (connections.postgres()) {
            handle.createQuery("SELECT id FROM inbox WHERE id = :id FOR UPDATE")
                    .bind("id", inbox.value())
                    .mapTo(String.class)
                    .findOne();
        }
    }

    /** Makes the transaction the only one that counts something of this organisation until it ends. */
    public void lock(Handle handle, OrgId org) {
        if (connections.postgres()) {
            handle.createQuery("SELECT id FROM org WHERE id = :id FOR UPDATE")
                    .bind("id", org.value())
                    .mapTo(String.class)
                    .findOne();
        }
    }

    /** What a claim's inner SELECT needs so that two nodes never wait for, or take, the same row. */
    public String skipLocked() {
        return connections.postgres() ? " FOR UPDATE SKIP LOCKED" : "";
    }

    /** Whether no other process can have this database open. */
    public boolean alone() {
        return !connections.postgres();
    }

    /** The name of the pseudo-column that names a row, for deleting some rows at a time. */
    public String row() {
        return connections.postgres() ? "ctid" : "rowid";
    }

    /** The condition that a row is among those that the query selects by {@link #row}. */
    public String rowIn(String query) {
        return connections.postgres() ? "ctid = ANY (ARRAY(" + query + "))" : "rowid IN (" + query + ")";
    }

    /** The tables that have a column of this name. */
    public List<String> tablesWith(Handle handle, String column) {
        String sql = connections.postgres()
                ? "SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t"
                        + " ON t.table_schema = c.table_schema AND t.table_name = c.table_name"
                        + " WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'"
                        + " AND c.column_name = :column ORDER BY c.table_name"
                : "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
                        + " WHERE m.type = 'table' AND c.name = :column ORDER BY m.name";
        return handle.createQuery(sql)
                .bind("column", column)
                .mapTo(String.class)
                .list();
    }

    /** Takes what was deleted out of the log of SQLite, too; PostgreSQL looks after its own. */
    public void forgetDeleted() {
        if (!connections.postgres()) {
            outsideTransactions("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    /** Writes SQLite's file anew, without what was deleted; nobody can write while this goes on. */
    public void compact() {
        if (!connections.postgres()) {
            outsideTransactions("VACUUM");
            forgetDeleted();
        }
    }

    private void outsideTransactions(String statement) {
        unavailableWhenUnreachable(() -> writes.withHandle(handle -> handle.execute(statement)));
    }

    private static <T> T unavailableWhenUnreachable(Supplier<T> work) {
        try {
            return work.get();
        } catch (GroupCommit.StoreClosed e) {
            throw new Unavailable("The store is closed", e);
        } catch (JdbiException e) {
            throw Outage.is(e) ? new Unavailable("The store does not answer", e) : e;
        }
    }

    /** Whether the database can be asked. */
    public boolean answers() {
        try {
            return read(handle ->
                            handle.createQuery("SELECT 1").mapTo(Integer.class).one())
                    == 1;
        } catch (Unavailable | JdbiException e) {
            return false;
        }
    }

    /** What time it is by the database's clock; SQLite's is that of this machine. */
    public Instant clock() {
        String sql = connections.postgres()
                ? "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"
                : "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";
        return read(handle ->
                Instant.ofEpochMilli(handle.createQuery(sql).mapTo(Long.class).one()));
    }

    @Override
    public void close() {
        if (group != null) {
            group.close();
        }
        connections.close();
    }
}
