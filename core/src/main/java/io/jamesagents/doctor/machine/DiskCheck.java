package io.jamesagents.doctor.machine;

import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Whether what is kept can be written, and there is room for it. */
public final class DiskCheck implements Check {
    /** In bytes: less is little, and with less the next mails may be refused. */
    public record Room(long little, long none) {
        public static final Room DEFAULT = new Room(2L << 30, 256L << 20);
    }

    private final Map<String, Path> folders;
    private final Room room;

    /** @param folders by what is in them; one that is not there yet is looked at when it is */
    public DiskCheck(Map<String, Path> folders, Room room) {
        this.folders = new TreeMap<>(folders);
        this.room = room;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public void look(Findings findings) {
        folders.forEach((what, folder) -> {
            if (Files.exists(folder)) {
                look(findings, what, folder);
            }
        });
    }

    private void look(Findings findings, String what, Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, "room", ".tmp"));
            free(findings, what, folder, Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            findings.fail(
                    "The folder of " + what + ", " + folder + ", cannot be written.",
                    "Give it to the user that the server runs as, and look whether its disk is full or read-only.");
        }
    }

    private void free(Findings findings, String what, Path folder, long bytes) {
        String problem =
                "There are " + (bytes >> 20) + " MiB left for " + what + " in " + folder + ", which are used up soon.";
        String advice = "Make room, or move the folder to a larger disk.";
        if (bytes < room.none()) {
            findings.fail(problem, advice);
        } else if (bytes < room.little()) {
            findings.warn(problem, advice);
        }
    }
}
