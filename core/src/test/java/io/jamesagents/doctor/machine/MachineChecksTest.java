package io.jamesagents.doctor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.authentication.dns.DnsAnswer;
import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Finding;
import io.jamesagents.doctor.Findings;
import io.jamesagents.doctor.Severity;
import io.jamesagents.doctor.machine.DescriptorsCheck.Descriptors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineChecksTest {
    @TempDir
    Path folder;

    private static Severity worst(Check check) throws Exception {
        Findings findings = new Findings(check.name());
        check.look(findings);
        return findings.all().stream()
                .map(Finding::severity)
                .min(Severity::compareTo)
                .orElseThrow();
    }

    private Check disk(Path path, long little, long none) {
        return new DiskCheck(Map.of("mail", path), new DiskCheck.Room(little, none));
    }

    @Test
    void diskShouldBeFineWhenThereIsRoom() throws Exception {
        assertThat(worst(disk(folder, 1, 0))).isEqualTo(Severity.OK);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void diskShouldWarnWhenLittleIsLeftAndFailWhenNothingIs() throws Exception {
        assertThat(worst(disk(folder, Long.MAX_VALUE, 0))).isEqualTo(Severity.WARN);
        assertThat(worst(disk(folder, Long.MAX_VALUE, Long.MAX_VALUE))).isEqualTo(Severity.FAIL);
    }

    @Test
    void diskShouldFailWhenItCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        assertThat(worst(disk(file, 1, 0))).isEqualTo(Severity.FAIL);
    }

    @Test
    void diskShouldNotLookAtAFolderThatIsNotThereYet() throws Exception {
        assertThat(worst(disk(folder.resolve("later"), Long.MAX_VALUE, 0))).isEqualTo(Severity.OK);
    }

    @ParameterizedTest
    @CsvSource({"100, 65536, OK", "100, 1024, WARN", "1000, 1024, FAIL", "60000, 65536, FAIL", "0, 0, OK"})
    void descriptorsShouldBeEnough(long open, long most, Severity severity) throws Exception {
        assertThat(worst(new DescriptorsCheck(() -> new Descriptors(open, most))))
                .isEqualTo(severity);
    }

    @Test
    void dnsShouldBeThere() throws Exception {
        assertThat(worst(new DnsCheck(() -> (name, type, patience) -> DnsAnswer.FAILED)))
                .isEqualTo(Severity.FAIL);
        assertThat(worst(new DnsCheck(() -> (name, type, patience) -> DnsAnswer.NO_NAME)))
                .isEqualTo(Severity.WARN);
        assertThat(worst(new DnsCheck(() -> (name, type, patience) -> DnsAnswer.NO_DATA)))
                .isEqualTo(Severity.OK);
        assertThat(worst(new DnsCheck(() -> (name, type, patience) -> DnsAnswer.found(List.of("x")))))
                .isEqualTo(Severity.OK);
    }
}
