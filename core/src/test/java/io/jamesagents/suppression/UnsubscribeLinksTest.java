package io.jamesagents.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jamesagents.AgentsException.NotFound;
import io.jamesagents.ServerSecret;
import io.jamesagents.inbox.InboxId;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;
import io.jamesagents.suppression.UnsubscribeLinks.Link;
import org.junit.jupiter.api.Test;

class UnsubscribeLinksTest {
    private static final Link LINK = new Link(
            new OrgId("org_1"), new InboxId("i_1"), new MessageId("msg_1"), new CanonicalAddress("a|b@x.example"));

    private final UnsubscribeLinks links = new UnsubscribeLinks(new ServerSecret(new byte[32]), "https://m.example");

    private String token() {
        return links.header(LINK).replaceFirst("(?s).*token=([^>]+)>.*", "$1");
    }

    @Test
    void readShouldGiveWhatWasSigned() {
        assertThat(links.header(LINK))
                .startsWith("List-Unsubscribe: <https://m.example/unsubscribe?token=")
                .endsWith(">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
        assertThat(links.read(token())).isEqualTo(LINK);
    }

    @Test
    void readShouldFindNothingWhenTheTokenWasNotMadeHere() {
        byte[] other = new byte[32];
        other[0] = 1;
        String foreign = new UnsubscribeLinks(new ServerSecret(other), "https://m.example")
                .header(LINK)
                .replaceFirst("(?s).*token=([^>]+)>.*", "$1");
        String token = token();
        for (String forged : new String[] {
            foreign, "", ".", "x.y", token + "A", token.substring(1), "A" + token, "x".repeat(2000), "?.?", null
        }) {
            assertThatThrownBy(() -> links.read(forged)).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void headerShouldBeEmptyWhenThereIsNoPublicUrl() {
        assertThat(new UnsubscribeLinks(new ServerSecret(new byte[32]), "").header(LINK))
                .isEmpty();
    }
}
