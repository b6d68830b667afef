package io.jamesagents.doctor.mail;

import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;
import java.util.function.Supplier;

/** Whether mail of agents leaves by the mailets that write down what becomes of it, and reports about it are understood. */
public final class MailOutCheck implements Check {
    private final Supplier<Pipeline> configured;

    public MailOutCheck(Supplier<Pipeline> configured) {
        this.configured = configured;
    }

    @Override
    public String name() {
        return "mail-out";
    }

    @Override
    public void look(Findings findings) {
        Pipeline pipeline = configured.get();
        delivery(pipeline, findings);
        if (!pipeline.has("SignDkim")) {
            findings.warn(
                    "The mailet SignDkim is missing, so that receivers cannot tell whose mail it is.",
                    "Put it before DeliverRemotely.");
        }
        if (!pipeline.has("RecordDelivery")) {
            findings.warn(
                    "The mailet RecordDelivery is missing, so that some mail of agents has no recorded end.",
                    "Take the processors local, bounces and unrecorded over from the shipped mailetcontainer.xml.");
        }
        reports(pipeline, findings);
    }

    private static void delivery(Pipeline pipeline, Findings findings) {
        boolean stock = pipeline.has("RemoteDelivery");
        if (!pipeline.has("DeliverRemotely")) {
            findings.fail(
                    stock
                            ? "Mail leaves by RemoteDelivery, which writes down nothing of what becomes of agents' mail."
                            : "No mailet sends mail to other servers.",
                    "Put io.jamesagents.mailets.DeliverRemotely, which has the same parameters, in its place.");
        } else if (stock) {
            findings.warn(
                    "RemoteDelivery stands beside DeliverRemotely: what it takes of agents' mail has no recorded end.",
                    "Let DeliverRemotely take its place.");
        }
    }

    private static void reports(Pipeline pipeline, Findings findings) {
        if (!pipeline.matches("RecipientIsReportAddress")) {
            findings.warn(
                    "The matcher RecipientIsReportAddress is missing, so that late bounces and complaints are not seen.",
                    "Put it, with ToProcessor and a processor reports, first into the processor transport.");
        }
        if (!pipeline.matches("RecipientIsDmarcReports")) {
            findings.warn(
                    "The matcher RecipientIsDmarcReports is missing, so that DMARC reports are not read.",
                    "Put it, with ToProcessor and a processor dmarc-reports, behind RecipientIsAgentInbox.");
        }
    }
}
