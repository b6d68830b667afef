package io.jamesagents.tika;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of the file that is being read, and of what a parser lays down beside it; nobody else writes there. */
record WorkFolder(Path path) {

    Path newFile() throws IOException {
        return Files.createTempFile(path, "document", null);
    }

    /** Removes everything in it. */
    void clear() throws IOException {
        for (Path file : content()) {
            Files.deleteIfExists(file);
        }
    }

    private List<Path> content() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(file -> !file.equals(path))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
