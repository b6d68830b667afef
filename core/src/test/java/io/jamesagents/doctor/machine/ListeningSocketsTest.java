package io.jamesagents.doctor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ListeningSocketsTest {
    private static final Path SELF = Path.of("/proc/self");

    @Test
    void ofShouldFindASocketWhileItIsOpen() throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        InetSocketAddress address;
        try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
            address = new InetSocketAddress(loopback, socket.getLocalPort());
            assertThat(ListeningSockets.of(SELF))
                    .anyMatch(found -> found.getPort() == address.getPort()
                            && found.getAddress().isLoopbackAddress());
        }

        assertThat(ListeningSockets.of(SELF)).noneMatch(found -> found.getPort() == address.getPort());
    }

    @Test
    void ofShouldFindNothingWhenThereIsNoSuchProcess() throws Exception {
        assertThat(ListeningSockets.of(Path.of("/proc/none"))).isEmpty();
    }
}
