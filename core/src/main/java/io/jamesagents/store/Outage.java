package io.jamesagents.store;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Whether a failure is that of the database as a whole, which passes, and not of what was asked of it. */
final class Outage {
    /** Connection, out of resources, shutting down, and transactions that got in each other's way. */
    private static final Set<String> STATES = Set.of("08", "53", "57", "40");

    private static final Set<SQLiteErrorCode> CODES = Set.of(
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_CANTOPEN);

    private Outage() {}

    static boolean is(Exception failure) {
        return failure instanceof ConnectionException
                || (failure.getCause() instanceof SQLException cause && is(cause));
    }

    private static boolean is(SQLException cause) {
        if (cause instanceof SQLiteException sqlite) {
            int primary = sqlite.getResultCode().code & 0xff;
            return CODES.stream().anyMatch(code -> code.code == primary);
        }
        String state = cause.getSQLState();
        return cause instanceof SQLTransientException
                || (state != null && state.length() >= 2 && STATES.contains(state.substring(0, 2)));
    }
}
