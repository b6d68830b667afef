package io.jamesagents.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes to a database that has one writer: what waits at the same time is committed together, so that the disk is waited for
 * once. Each piece of work succeeds or fails for itself, and what succeeded is on disk when its caller goes on.
 */
final class GroupCommit implements AutoCloseable {
    private static final int MOST = 64;
    private static final String PIECE = "piece";

    private final Jdbi jdbi;
    private final BlockingQueue<Piece<?>> waiting = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::write, "agents-store-writer");
    private volatile boolean closed;

    GroupCommit(Jdbi jdbi) {
        this.jdbi = jdbi;
        writer.setDaemon(true);
        writer.start();
    }

    /** Runs the work in a transaction, and waits until it is on disk. */
    <T> T run(Function<Handle, T> work) {
        Piece<T> piece = new Piece<>(work);
        waiting.add(piece);
        if (closed) {
            refuseWaiting();
        }
        return piece.await();
    }

    private void write() {
        try {
            while (!closed) {
                List<Piece<?>> group = new ArrayList<>();
                group.add(waiting.take());
                waiting.drainTo(group, MOST - 1);
                commit(group);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            refuseWaiting();
        }
    }

    private void commit(List<Piece<?>> group) {
        try {
            jdbi.useTransaction(handle -> group.forEach(piece -> piece.run(handle)));
            group.forEach(Piece::committed);
        } catch (Throwable t) {
            group.forEach(piece -> piece.fail(t));
        }
    }

    private void refuseWaiting() {
        List<Piece<?>> left = new ArrayList<>();
        waiting.drainTo(left);
        left.forEach(piece -> piece.fail(new StoreClosed()));
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One caller's work, its result, or what was thrown. */
    private static final class Piece<T> {
        private final Function<Handle, T> work;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private T value;

        Piece(Function<Handle, T> work) {
            this.work = work;
        }

        void run(Handle handle) {
            handle.savepoint(PIECE);
            try {
                value = work.apply(handle);
                handle.releaseSavepoint(PIECE);
            } catch (Throwable t) {
                handle.rollbackToSavepoint(PIECE);
                fail(t);
            }
        }

        void committed() {
            result.complete(value);
        }

        void fail(Throwable failure) {
            result.completeExceptionally(failure);
        }

        T await() {
            try {
                return result.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) e.getCause();
            }
        }
    }

    /** The server is stopping. */
    static final class StoreClosed extends RuntimeException {
        StoreClosed() {
            super("the store is closed");
        }
    }
}
