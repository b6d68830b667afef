package io.jamesagents.doctor.mail;

import io.jamesagents.doctor.Check;
import io.jamesagents.doctor.Findings;
import io.jamesagents.doctor.mail.Pipeline.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Whether mail for an inbox gets there, past everything that is to look at it and before anything that takes it away. */
public final class MailInCheck implements Check {
    private static final String GATE = "RecipientIsAgentInbox";
    private static final String STAMP = "StampIngestId";
    private static final String DELIVERY = "DeliverToInbox";

    /** What a mail does without when a mailet is not there. */
    private static final Map<String, String> STEPS = steps();

    private final Supplier<Pipeline> configured;

    public MailInCheck(Supplier<Pipeline> configured) {
        this.configured = configured;
    }

    private static Map<String, String> steps() {
        Map<String, String> steps = new LinkedHashMap<>();
        steps.put("AuthenticateSender", "nobody finds out who sent a mail");
        steps.put("RecognizeReport", "bounces and automatic answers are not told from mail of people");
        steps.put("ScreenContent", "nobody looks for instructions to the agent and hidden text");
        steps.put("ResolveThread", "replies do not join their threads");
        steps.put("ApplyTags", "the tag rules of inboxes do nothing");
        steps.put("ExtractData", "the schemas of inboxes are not filled");
        steps.put("IndexEmbedding", "search does not find the mail");
        steps.put("SignWebhook", "no webhook is called for a mail");
        return steps;
    }

    @Override
    public String name() {
        return "mail-in";
    }

    @Override
    public void look(Findings findings) {
        Pipeline pipeline = configured.get();
        List<Place> way = pipeline.wayFrom(Pipeline.ROOT);
        int gate = first(
                way,
                place -> place.step().matcher().equals(GATE) && place.step().leads());
        if (gate < 0) {
            noGate(pipeline, findings);
            return;
        }
        before(way.subList(0, gate), findings);
        behind(pipeline.wayFrom(way.get(gate).step().target()), findings);
        if (!pipeline.processors().containsKey("quarantine")) {
            findings.warn(
                    "There is no processor quarantine, where mail goes that crashes the pipeline.",
                    "Take it over from the shipped mailetcontainer.xml.");
        }
    }

    private static void noGate(Pipeline pipeline, Findings findings) {
        findings.fail(
                pipeline.matches(GATE)
                        ? "The matcher " + GATE + " stands where no mail comes by."
                        : "The matcher " + GATE + " is missing, so that no mail gets into an inbox.",
                "Put <mailet match=\"io.jamesagents.mailets." + GATE + "\" class=\"ToProcessor\"> with"
                        + " <processor>agents</processor> first into the processor transport.");
    }

    private static void before(List<Place> way, Findings findings) {
        way.stream()
                .filter(place -> place.step().takes())
                .forEach(place -> findings.fail(
                        place.step().mailet() + " in the processor " + place.processor()
                                + " takes the mail of inboxes before " + GATE + " sees it.",
                        "Put the line with " + GATE + " before it."));
        int stamp = first(way, place -> place.step().runs(STAMP));
        if (stamp < 0) {
            findings.fail(
                    "The mailet " + STAMP + " is missing, so that mail may be delivered twice after a crash.",
                    "Put <mailet match=\"All\" class=\"io.jamesagents.mailets." + STAMP
                            + "\"/> first into the processor root.");
        } else if (stamp > 0) {
            findings.warn(
                    STAMP + " is not the first mailet, and what splits a mail before it gives the parts other names.",
                    "Put it first into the processor root.");
        }
    }

    private static void behind(List<Place> way, Findings findings) {
        int delivery = first(way, place -> place.step().runs(DELIVERY));
        if (delivery < 0) {
            findings.fail(
                    "The mailet " + DELIVERY + " is missing behind " + GATE + ", so that no mail gets into an inbox.",
                    "Put <mailet match=\"All\" class=\"io.jamesagents.mailets." + DELIVERY
                            + "\"> last into the processor for agents.");
            return;
        }
        List<Place> before = way.subList(0, delivery);
        before.stream()
                .filter(place -> place.step().takes())
                .forEach(place -> findings.fail(
                        place.step().mailet() + " in the processor " + place.processor()
                                + " takes the mail of inboxes before " + DELIVERY + ".",
                        "Take it out, or put it behind " + DELIVERY + "."));
        STEPS.forEach((step, without) -> {
            if (first(before, place -> place.step().runs(step)) < 0) {
                findings.warn(
                        "The mailet " + step + " does not stand before " + DELIVERY + ": " + without + ".",
                        "Put it there, if that is not what you want.");
            }
        });
    }

    private static int first(List<Place> way, Predicate<Place> wanted) {
        for (int i = 0; i < way.size(); i++) {
            if (wanted.test(way.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
