package io.jamesagents.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedStartTest {
    @TempDir
    Path folder;

    @Test
    void startShouldNameATakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            ServeOptions options = ServeOptions.parse("--smtp", "" + taken.getLocalPort(), "--data", folder.toString());

            assertRefused(options, "port " + taken.getLocalPort() + " (--smtp) is already in use");
        }
    }

    @Test
    void startShouldNameAnAddressOfAnotherMachine() {
        ServeOptions options = ServeOptions.parse("--bind", "192.0.2.1", "--data", folder.toString());

        assertRefused(options, "cannot listen on 192.0.2.1 (--bind)");
    }

    @Test
    void startShouldNameAnUnknownSetting() {
        assertRefused(ServeOptions.anyPorts(folder).set("agents.nonsense", "1"), "agents.nonsense (--set)");
        assertRefused(ServeOptions.anyPorts(folder).set("james.nonsense", "1"), "james.nonsense (--set)");
    }

    @Test
    void startShouldNameAFileInPlaceOfTheFolder() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertRefused(ServeOptions.anyPorts(file), "file (--data) is not a folder");
    }

    @Test
    void startShouldRefuseAFolderInUse() throws Exception {
        try (DataFolder taken = DataFolder.take(folder)) {
            assertRefused(ServeOptions.anyPorts(taken.path()), "another server is running on " + folder);
        }
    }

    private static void assertRefused(ServeOptions options, String reason) {
        assertThatThrownBy(() -> AgentsServer.start(options).close())
                .isInstanceOf(RefusedStart.class)
                .hasMessageContaining(reason);
    }
}
