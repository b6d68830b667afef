package io.jamesagents.authentication;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jamesagents.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a mail, as far as that can be known.
 *
 * @param verdict DMARC's result with alignment: {@code pass}, {@code fail}, {@code none} or {@code temperror}
 * @param headerFrom the author's address as the From field has it, empty unless there is exactly one
 * @param envelopeFrom the reverse-path, empty for none
 * @param verifiedDomain the domain that was authenticated and is aligned with the author's; null for none
 */
public record Authentication(
        String verdict,
        String headerFrom,
        String envelopeFrom,
        @Nullable String verifiedDomain,
        SpfResult spf,
        List<DkimResult> dkim,
        DmarcResult dmarc,
        ArcResult arc) {
    public Authentication {
        dkim = List.copyOf(dkim);
    }

    /** As the block that messages and webhooks carry. */
    public ObjectNode toJson() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("verdict", verdict)
                .put("header_from", headerFrom)
                .put("envelope_from", envelopeFrom)
                .put("verified_domain", verifiedDomain);
        write(json.putObject("spf"), spf);
        ArrayNode signatures = json.putArray("dkim");
        dkim.forEach(signature -> write(signatures.addObject(), signature));
        write(json.putObject("dmarc"), dmarc);
        write(json.putObject("arc"), arc);
        return json;
    }

    private static void write(ObjectNode json, SpfResult spf) {
        json.put("result", spf.result()).put("domain", spf.domain());
        if (spf.explanation() != null) {
            json.put("explanation", spf.explanation());
        }
    }

    private static void write(ObjectNode json, DkimResult dkim) {
        json.put("result", dkim.result())
                .put("domain", dkim.domain())
                .put("selector", dkim.selector())
                .put("algorithm", dkim.algorithm())
                .put("reason", dkim.reason());
    }

    private static void write(ObjectNode json, DmarcResult dmarc) {
        json.put("result", dmarc.result()).put("policy", dmarc.policy());
        if (dmarc.disposition() != null) {
            json.put("disposition", dmarc.disposition());
        }
        json.put("pct", dmarc.percent())
                .put("spf_aligned", dmarc.spfAligned())
                .put("dkim_aligned", dmarc.dkimAligned())
                .put("domain", dmarc.domain());
    }

    private static void write(ObjectNode json, ArcResult arc) {
        json.put("result", arc.result())
                .put("chain", arc.chain())
                .put("sealer", arc.sealer())
                .put("reason", arc.reason());
    }
}
