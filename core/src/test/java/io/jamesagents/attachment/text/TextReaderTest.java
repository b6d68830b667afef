package io.jamesagents.attachment.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextReaderTest {
    private static final long MAX_BYTES = 10_000_000;

    @TempDir
    Path folder;

    private TextReader reader;

    @BeforeEach
    void open() {
        reader = reader(Duration.ofSeconds(30), Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        reader.close();
    }

    private TextReader reader(Duration limit, Duration idle) {
        TextSettings settings = new TextSettings(true, MAX_BYTES, 2_000_000, limit, 64, idle);
        return new TextReader(settings, StandInReader::command, folder);
    }

    private static Document document(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new Document(name, "text/plain", bytes.length, out -> out.write(bytes));
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    void readShouldUseOneProcessWhenThereAreManyFiles() throws IOException {
        assertThat(reader.pid()).isZero();
        assertThat(reader.read(document("a", "one")).text()).isEqualTo("one");
        long pid = reader.pid();
        String long1 = "ü".repeat(400_000);
        assertThat(reader.read(document("b", long1)).text()).isEqualTo(long1);
        assertThat(reader.pid()).isEqualTo(pid);
    }

    @ParameterizedTest
    @CsvSource({"crash, crashed", "full, out_of_memory", "nonsense, crashed", "boast, crashed"})
    void readShouldCostOneFileOnlyWhenItEndsTheProcess(String name, String reason) throws IOException {
        FileText lost = reader.read(document(name, "x"));
        assertThat(lost).isEqualTo(FileText.failed(reason));
        assertThat(reader.read(document("next", "fine")).text()).isEqualTo("fine");
    }

    @Test
    void readShouldKillTheProcessWhenTheFileTakesTooLong() throws IOException {
        try (TextReader hasty = reader(Duration.ofSeconds(3), Duration.ofMinutes(1))) {
            hasty.read(document("a", "one"));
            long pid = hasty.pid();
            assertThat(hasty.read(document("hang", "x"))).isEqualTo(FileText.failed("timeout"));
            assertThat(runs(pid)).isFalse();
            assertThat(hasty.read(document("next", "fine")).text()).isEqualTo("fine");
        }
    }

    @Test
    void readShouldReadAgainWhenSomebodyKilledTheProcess() throws IOException {
        reader.read(document("a", "one"));
        long pid = reader.pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().until(() -> !runs(pid));
        assertThat(reader.read(document("b", "two")).text()).isEqualTo("two");
    }

    @Test
    void readShouldKeepTheProcessWhenTheContentCannotBeHad() throws IOException {
        reader.read(document("a", "one"));
        long pid = reader.pid();
        Document broken = new Document("b", "text/plain", 10, out -> {
            out.write(new byte[5]);
            throw new IOException("no such part");
        });
        assertThatThrownBy(() -> reader.read(broken)).isInstanceOf(IOException.class);
        assertThat(reader.read(document("c", "three")).text()).isEqualTo("three");
        assertThat(reader.pid()).isEqualTo(pid);
    }

    @Test
    void readShouldStartNothingWhenTheFileIsTooLargeOrEmpty() throws IOException {
        Document large = new Document("a", "text/plain", MAX_BYTES + 1, out -> {
            throw new AssertionError("not to be read");
        });
        assertThat(reader.read(large).state()).isEqualTo(TextState.TOO_LARGE);
        assertThat(reader.read(document("b", "")).state()).isEqualTo(TextState.EMPTY);
        assertThat(reader.pid()).isZero();
    }

    @Test
    void processShouldHaveAnEmptyEnvironment() throws IOException {
        assertThat(System.getenv()).isNotEmpty();
        assertThat(reader.read(document("environment", "x")).text()).isEqualTo("{}");
    }

    @Test
    void processShouldEndWhenItIsIdle() throws IOException {
        try (TextReader thrifty = reader(Duration.ofSeconds(30), Duration.ofMillis(200))) {
            thrifty.read(document("a", "one"));
            await().until(() -> thrifty.pid() == 0);
            assertThat(thrifty.read(document("b", "two")).text()).isEqualTo("two");
        }
    }

    @Test
    void closeShouldEndTheProcessWhenAFileIsBeingRead() throws IOException {
        reader.read(document("a", "one"));
        long pid = reader.pid();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<FileText> reading = executor.submit(() -> reader.read(document("hang", "x")));
            reader.close();
            assertThatThrownBy(reading::get).hasCauseInstanceOf(ReaderUnavailable.class);
            await().until(() -> !runs(pid));
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void readShouldBlameNoFileWhenTheProgramDoesNotStart() {
        TextSettings settings =
                new TextSettings(true, MAX_BYTES, 1000, Duration.ofSeconds(30), 64, Duration.ofMinutes(1));
        try (TextReader broken = new TextReader(settings, () -> List.of("/no/such/program"), folder)) {
            assertThatThrownBy(() -> broken.read(document("a", "x"))).isInstanceOf(ReaderUnavailable.class);
        }
    }
}
