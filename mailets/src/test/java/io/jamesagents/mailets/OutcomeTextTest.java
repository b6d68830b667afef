package io.jamesagents.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.delivery.Change;
import io.jamesagents.delivery.RecipientState;
import io.jamesagents.delivery.RemoteReply;
import org.junit.jupiter.api.Test;

class OutcomeTextTest {
    @Test
    void readShouldGiveWhatWasWritten() {
        Change bounced = Change.bounced(new RemoteReply("mx.test", 550, "5.1.1", "550 5.1.1 \"Who?\""));
        Change sent = Change.to(RecipientState.SENT, RemoteReply.NONE).asPossibleDuplicate();

        assertThat(OutcomeText.read(OutcomeText.write(bounced))).isEqualTo(bounced);
        assertThat(OutcomeText.read(OutcomeText.write(sent))).isEqualTo(sent);
    }
}
