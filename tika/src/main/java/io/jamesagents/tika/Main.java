package io.jamesagents.tika;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads files one after another: takes them from standard input and writes their text to standard output, in the form that
 * {@link Wire} says, until the input ends or the parent is gone. The parent limits heap and time.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // What a library prints or reads must not come between.
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        endWithParent();
        NoNetwork.enforce();
        serve(new Wire(in, out), new WorkFolder(Path.of(System.getProperty("java.io.tmpdir"))));
        System.exit(0);
    }

    /** A document without an end keeps us from seeing that the input has one. */
    private static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1)));
    }

    private static void serve(Wire wire, WorkFolder folder) throws IOException {
        DocumentReader reader = new DocumentReader();
        wire.ready();
        try {
            while (true) {
                Optional<Request> request = wire.next(folder);
                if (request.isPresent()) {
                    wire.answer(reader.read(request.get()));
                }
                folder.clear();
            }
        } catch (EOFException e) {
            folder.clear();
        }
    }
}
