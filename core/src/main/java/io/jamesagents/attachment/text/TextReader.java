package io.jamesagents.attachment.text;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the text of files, one after another, in a process of its own: what a file does to its reader, it does to that process
 * alone, and the next file finds a new one. The process is started when it is needed, and ended when it had nothing to do for
 * a while or has read many files.
 */
public final class TextReader implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(TextReader.class);
    private static final int MAX_DOCUMENTS = 1_000;
    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final TextSettings settings;
    private final Supplier<List<String>> command;
    private final Path workFolder;
    private final ScheduledExecutorService watch;
    private volatile ReaderProcess process;
    private volatile boolean closed;
    private Future<?> idle;

    /** {@code folder} is its own: for the program and for what is being read. */
    public static TextReader in(Path folder, TextSettings settings) {
        ReaderProgram program = new ReaderProgram(folder, settings.heapMib());
        return new TextReader(settings, program::command, program.workFolder());
    }

    TextReader(TextSettings settings, Supplier<List<String>> command, Path workFolder) {
        this.settings = settings;
        this.command = command;
        this.workFolder = workFolder;
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "agents-attachment-reader");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * The text of a file, or why there is none.
     *
     * @throws ReaderUnavailable if that has nothing to do with the file
     * @throws IOException if the file's content cannot be had
     */
    public synchronized FileText read(Document document) throws IOException {
        if (document.size() > settings.maxBytes()) {
            return FileText.without(TextState.TOO_LARGE);
        }
        if (document.size() == 0) {
            return FileText.without(TextState.EMPTY);
        }
        if (idle != null) {
            idle.cancel(false);
        }
        try {
            FileText text = attempt(document);
            // Somebody else may have killed the process: the file gets a second chance.
            return "crashed".equals(text.reason()) ? attempt(document) : text;
        } finally {
            idle = closed
                    ? null
                    : watch.schedule(this::stopIdle, settings.idle().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private FileText attempt(Document document) throws IOException {
        FileText text = ready().read(document, settings.maxChars(), settings.limit());
        if (closed) {
            throw new ReaderUnavailable("the server stops");
        }
        if (!process.alive()) {
            LOGGER.info("An attachment of {} bytes ended the process that read it: {}", document.size(), text.reason());
        }
        return text;
    }

    private ReaderProcess ready() {
        if (process != null && process.alive() && process.documents() < MAX_DOCUMENTS) {
            return process;
        }
        stop();
        if (closed) {
            throw new ReaderUnavailable("the server stops");
        }
        List<String> line = command.get();
        process = ReaderProcess.start(line, workFolder, START_LIMIT, watch);
        LOGGER.debug("Process {} reads attachments", process.pid());
        if (closed) {
            stop();
            throw new ReaderUnavailable("the server stops");
        }
        return process;
    }

    /** Called in vain, or a moment too late, it costs a start. */
    private synchronized void stopIdle() {
        stop();
    }

    private void stop() {
        if (process != null) {
            process.stop();
            process = null;
        }
    }

    /** The process that reads now; 0 if there is none. */
    long pid() {
        ReaderProcess running = process;
        return running == null || !running.alive() ? 0 : running.pid();
    }

    /** Ends it at once: what is being read is read again later. */
    @Override
    public void close() {
        closed = true;
        ReaderProcess running = process;
        if (running != null) {
            running.end();
        }
        watch.shutdownNow();
    }
}
