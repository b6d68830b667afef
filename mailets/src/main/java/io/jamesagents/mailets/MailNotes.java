package io.jamesagents.mailets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Ids;
import io.jamesagents.Json;
import io.jamesagents.delivery.Change;
import io.jamesagents.ingest.Wants;
import io.jamesagents.ingest.Work;
import io.jamesagents.tag.TagRuleText;
import io.jamesagents.thread.ThreadRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/** What the mailets note on a mail for {@link DeliverToInbox} and {@link RecordDelivery}, as attributes that stay with it in James's queue. */
final class MailNotes {
    private static final AttributeName INGEST_ID = AttributeName.of("agents.ingest-id");
    private static final AttributeName THREADING_DAYS = AttributeName.of("agents.threading-days");
    private static final AttributeName TAGGING = AttributeName.of("agents.tagging");
    private static final AttributeName WEBHOOK = AttributeName.of("agents.webhook");
    private static final String WORK = "agents.work.";
    private static final AttributeName REPORT = AttributeName.of("agents.report");
    private static final AttributeName AUTHENTICATION = AttributeName.of("agents.authentication");
    private static final AttributeName AUTHENTICATING_SINCE = AttributeName.of("agents.authenticating-since");
    private static final AttributeName DEFERRALS = AttributeName.of("agents.deferrals");

    private static final AttributeName OUTCOME = AttributeName.of("agents.outcome");

    private static final int MAX_ID = 128;

    private MailNotes() {}

    /**
     * The name that stays with a mail over redeliveries and splits: the one it entered the queue with, noted by the first
     * mailet that asks.
     */
    static String ingestId(Mail mail) {
        Optional<String> noted = AttributeUtils.getValueAndCastFromMail(mail, INGEST_ID, String.class);
        if (noted.isPresent()) {
            return noted.get();
        }
        String name = mail.getName().length() <= MAX_ID ? mail.getName() : Ids.derived("mail_", mail.getName());
        set(mail, INGEST_ID, AttributeValue.of(name));
        return name;
    }

    static void wantThreading(Mail mail, int subjectDays) {
        set(mail, THREADING_DAYS, AttributeValue.of(subjectDays));
    }

    /** {@code rules} are those of the mailet, checked before; they may be empty. */
    static void wantTagging(Mail mail, String rules) {
        set(mail, TAGGING, AttributeValue.of(rules));
    }

    static void wantWebhook(Mail mail) {
        set(mail, WEBHOOK, AttributeValue.of(true));
    }

    static void want(Mail mail, Work work) {
        set(mail, name(work), AttributeValue.of(true));
    }

    private static AttributeName name(Work work) {
        return AttributeName.of(WORK + work.name().toLowerCase(Locale.ROOT));
    }

    private static Set<Work> work(Mail mail) {
        return Arrays.stream(Work.values())
                .filter(work -> mail.getAttribute(name(work)).isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What kind of report about mail it is, empty for none; of a mail that was looked at before, what was found then stays. */
    static void markReport(Mail mail, String mark) {
        if (!lookedAtAsReport(mail)) {
            set(mail, REPORT, AttributeValue.of(mark));
        }
    }

    /** Whether it was looked at as a report. */
    static boolean lookedAtAsReport(Mail mail) {
        return mail.getAttribute(REPORT).isPresent();
    }

    static Wants wants(Mail mail) {
        ThreadRules threading = AttributeUtils.getValueAndCastFromMail(mail, THREADING_DAYS, Integer.class)
                .map(days -> new ThreadRules(true, Duration.ofDays(days)))
                .orElse(ThreadRules.NONE);
        Optional<String> tagging = AttributeUtils.getValueAndCastFromMail(mail, TAGGING, String.class);
        return new Wants(
                threading,
                tagging.isPresent(),
                tagging.map(TagRuleText::parse).orElse(List.of()),
                AttributeUtils.getValueAndCastFromMail(mail, WEBHOOK, Boolean.class)
                        .orElse(false),
                AttributeUtils.getValueAndCastFromMail(mail, REPORT, String.class)
                        .filter(mark -> !mark.isEmpty())
                        .map(Set::of)
                        .orElse(Set.of()),
                work(mail));
    }

    static void authentication(Mail mail, ObjectNode block) {
        set(mail, AUTHENTICATION, AttributeValue.of(Json.write(block)));
    }

    /** What is known about the sender; empty when nobody looked. */
    static Optional<ObjectNode> authentication(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, AUTHENTICATION, String.class)
                .map(block -> Json.read(block, ObjectNode.class));
    }

    /** When the question who sent the mail came up first: now, unless it is noted. */
    static Instant authenticatingSince(Mail mail, Instant now) {
        Optional<Long> noted = AttributeUtils.getValueAndCastFromMail(mail, AUTHENTICATING_SINCE, Long.class);
        if (noted.isEmpty()) {
            set(mail, AUTHENTICATING_SINCE, AttributeValue.of(now.toEpochMilli()));
        }
        return noted.map(Instant::ofEpochMilli).orElse(now);
    }

    /** How often the mail was put off, this time included. */
    static int countDeferral(Mail mail) {
        int deferrals = 1
                + AttributeUtils.getValueAndCastFromMail(mail, DEFERRALS, Integer.class)
                        .orElse(0);
        set(mail, DEFERRALS, AttributeValue.of(deferrals));
        return deferrals;
    }

    /** What became of a mail on its way out, so that it can be written down later. */
    static void noteOutcome(Mail mail, Change outcome) {
        set(mail, OUTCOME, AttributeValue.of(OutcomeText.write(outcome)));
    }

    static void forgetOutcome(Mail mail) {
        mail.removeAttribute(OUTCOME);
    }

    static Optional<Change> outcome(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, OUTCOME, String.class)
                .map(OutcomeText::read);
    }

    private static void set(Mail mail, AttributeName name, AttributeValue<?> value) {
        mail.setAttribute(new Attribute(name, value));
    }
}
