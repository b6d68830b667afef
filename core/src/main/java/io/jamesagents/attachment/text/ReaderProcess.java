package io.jamesagents.attachment.text;

import io.jamesagents.attachment.text.ReaderLink.Broken;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A process that reads files, one at a time. It has an empty environment, and nothing of what it prints is kept. What takes
 * longer than its limit kills it.
 */
final class ReaderProcess {
    private static final int EXIT_OUT_OF_MEMORY = 3;
    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Process process;
    private final ReaderLink link;
    private final ScheduledExecutorService watch;
    private volatile boolean late;
    private int documents;

    private ReaderProcess(Process process, ScheduledExecutorService watch) {
        this.process = process;
        this.link = new ReaderLink(process.getOutputStream(), process.getInputStream());
        this.watch = watch;
    }

    /** Starts it, and waits until it is ready for the first file. */
    static ReaderProcess start(List<String> command, Path folder, Duration limit, ScheduledExecutorService watch) {
        ReaderProcess started = new ReaderProcess(launch(command, folder), watch);
        Future<?> deadline = started.killAfter(limit);
        try {
            started.link.awaitReady();
            return started;
        } catch (Broken e) {
            started.kill();
            throw new ReaderUnavailable("the process that reads attachments does not start", e);
        } finally {
            deadline.cancel(false);
        }
    }

    private static Process launch(List<String> command, Path folder) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ReaderUnavailable("the process that reads attachments cannot be started", e);
        }
    }

    /**
     * The text of a file. If that kills the process, the answer says how it died.
     *
     * @throws IOException if the file's content cannot be had
     */
    FileText read(Document document, int maxChars, Duration limit) throws IOException {
        documents++;
        Future<?> deadline = killAfter(limit);
        try {
            return link.read(document, maxChars);
        } catch (Broken e) {
            kill();
            return FileText.failed(late ? "timeout" : causeOfDeath());
        } finally {
            deadline.cancel(false);
        }
    }

    private String causeOfDeath() {
        return !process.isAlive() && process.exitValue() == EXIT_OUT_OF_MEMORY ? "out_of_memory" : "crashed";
    }

    private Future<?> killAfter(Duration limit) {
        return watch.schedule(
                () -> {
                    late = true;
                    process.destroyForcibly();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** How many files it was given. */
    int documents() {
        return documents;
    }

    boolean alive() {
        return process.isAlive() && !late;
    }

    long pid() {
        return process.pid();
    }

    /** Ends it in peace if it is idle, and in any case. */
    void stop() {
        try (OutputStream input = process.getOutputStream()) {
            input.flush();
        } catch (IOException e) {
            // It is gone already.
        }
        await(GRACE);
        kill();
    }

    /** Ends it if it does not end in a moment by itself, which tells how it died. */
    private void kill() {
        if (late || !await(MOMENT)) {
            end();
        }
    }

    /** Ends it now, from any thread. */
    void end() {
        process.destroyForcibly();
        await(GRACE);
    }

    private boolean await(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
