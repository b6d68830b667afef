package io.jamesagents.extension;

import io.jamesagents.Settings;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import org.apache.james.filesystem.api.FileSystem;

/** The plugin's files, below James's working directory unless the settings say otherwise. */
record AgentsFiles(Path data, Path secret, Path adminKey) {

    static AgentsFiles read(Settings settings, FileSystem files) throws FileNotFoundException {
        return new AgentsFiles(
                files.getFile(settings.required("agents.data")).toPath(),
                files.getFile(settings.required("agents.secret-file")).toPath(),
                files.getFile(settings.required("agents.admin-key-file")).toPath());
    }
}
