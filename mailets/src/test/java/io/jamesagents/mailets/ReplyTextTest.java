package io.jamesagents.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import io.jamesagents.delivery.RemoteReply;
import org.junit.jupiter.api.Test;

class ReplyTextTest {
    @Test
    void readShouldFindCodeStatusAndText() {
        assertThat(ReplyText.read("mx.test", "550 5.1.1 <joe@x.test>: User unknown\n"))
                .isEqualTo(new RemoteReply("mx.test", 550, "5.1.1", "550 5.1.1 <joe@x.test>: User unknown"));
    }

    @Test
    void readShouldJoinTheLinesOfOneReply() {
        RemoteReply reply =
                ReplyText.read(null, "550-5.7.26 Unauthenticated mail\r\n550-5.7.26 is not taken;\r\n550 see us");

        assertThat(reply.code()).isEqualTo(550);
        assertThat(reply.status()).isEqualTo("5.7.26");
        assertThat(reply.text()).isEqualTo("550 5.7.26 Unauthenticated mail is not taken; see us");
    }

    @Test
    void readShouldDoWithoutAStatus() {
        assertThat(ReplyText.read(null, "451 Later")).isEqualTo(new RemoteReply(null, 451, null, "451 Later"));
        assertThat(ReplyText.read(null, "421")).isEqualTo(new RemoteReply(null, 421, null, "421"));
        assertThat(ReplyText.read(null, "550 5.1 x").status()).isNull();
    }

    @Test
    void readShouldTakeWhatIsNoReplyAsText() {
        assertThat(ReplyText.read(null, "Connection refused").code()).isNull();
        assertThat(ReplyText.read(null, "5501 things").code()).isNull();
        assertThat(ReplyText.read(null, "Connection refused").text()).isEqualTo("Connection refused");
        assertThat(ReplyText.read(null, null)).isEqualTo(RemoteReply.NONE);
    }
}
