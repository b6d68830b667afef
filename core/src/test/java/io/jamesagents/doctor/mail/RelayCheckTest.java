package io.jamesagents.doctor.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.doctor.Finding;
import io.jamesagents.doctor.Findings;
import io.jamesagents.doctor.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayCheckTest {
    private static List<Finding> found(String bind, String... trusted) {
        Findings findings = new Findings("open-relay");
        new RelayCheck(() -> List.of(new SmtpListener("smtp", List.of(bind), List.of(), List.of(trusted))))
                .look(findings);
        return findings.all();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0:25, 0.0.0.0/0, FAIL",
        "127.0.0.1:25, 0.0.0.0/0, FAIL",
        "127.0.0.1:25, 203.0.113.7, FAIL",
        "127.0.0.1:25, ::/0, FAIL",
        "0.0.0.0:25, 127.0.0.0/8, FAIL",
        "0.0.0.0:25, 127.0.0.0/255.0.0.0, FAIL",
        "mail.example.org:25, 127.0.0.1, FAIL",
        "0.0.0.0:25, ::1, FAIL",
        "127.0.0.1:25, 127.0.0.0/8, WARN",
        "localhost:25, 127.0.0.1, WARN",
        "0.0.0.0:25, 10.1.0.0/16, WARN",
        "0.0.0.0:25, 8.0.0.0/6, FAIL",
        "0.0.0.0:25, 126.0.0.0/7, FAIL",
        "0.0.0.0:25, office.example.org, WARN"
    })
    void lookShouldWeighWhoIsTrusted(String bind, String trusted, Severity severity) {
        assertThat(found(bind, trusted)).extracting(Finding::severity).containsExactly(severity);
    }

    @Test
    void lookShouldFindNothingWhenNobodyIsTrusted() {
        assertThat(found("0.0.0.0:25")).extracting(Finding::severity).containsExactly(Severity.OK);
    }

    @Test
    void lookShouldFindEachNetwork() {
        assertThat(found("0.0.0.0:25", "127.0.0.0/8", "192.168.1.0/24")).hasSize(2);
    }
}
