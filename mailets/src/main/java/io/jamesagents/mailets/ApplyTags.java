package io.jamesagents.mailets;

import io.jamesagents.AgentsException.Invalid;
import io.jamesagents.tag.TagRuleText;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;

/**
 * Tags the threads of mails that fit a rule: the rules given here, for all inboxes that come this way, and those that each
 * inbox has of its own. Without this mailet no rule is looked at.
 *
 * <ul>
 *   <li>{@code rules}: one rule a line, {@code conditions -> tags}; conditions are {@code from=}, {@code subject=},
 *       {@code header.NAME=} (text anywhere in it, without regard to case) and {@code attachment=true|false}, joined by
 *       {@code &}. Default none.
 * </ul>
 *
 * <pre>{@code
 * <mailet match="All" class="io.jamesagents.mailets.ApplyTags">
 *     <rules>
 *         from=@acme.example &amp; subject=invoice -> billing
 *         header.List-Id=announce -> newsletter
 *     </rules>
 * </mailet>
 * }</pre>
 */
public final class ApplyTags extends AgentMailet {
    private String rules;

    @Override
    public void init() throws MessagingException {
        rules = getInitParameter("rules", "");
        try {
            TagRuleText.parse(rules);
        } catch (Invalid e) {
            throw new MessagingException("ApplyTags: " + e.getMessage(), e);
        }
    }

    @Override
    protected void process(Mail mail) {
        MailNotes.wantTagging(mail, rules);
    }

    @Override
    public String getMailetInfo() {
        return "Tags threads by rules";
    }
}
