package io.jamesagents.authentication;

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
        ObjectNode sender = json.putObject("spf").put("result", spf.result()).put("domain", spf.domain());
        if (spf.explanation() != null) {
            sender.put("explanation", spf.explanation());
        }
        dkim.forEach(json.putArray("dkim")::addPOJO);
        writeDmarc(json.putObject("dmarc"));
        json.putObject("arc")
                .put("result", arc.result())
                .put("chain", arc.chain())
                .put("sealer", arc.sealer())
                .put("reason", arc.reason());
        return json;
    }

    private void writeDmarc(ObjectNode json) {
        json.put("result", dmarc.result()).put("policy", dmarc.policy());
        if (dmarc.disposition() != null) {
            json.put("disposition", dmarc.disposition());
        }
        json.put("pct", dmarc.percent())
                .put("spf_aligned", dmarc.spfAligned())
                .put("dkim_aligned", dmarc.dkimAligned())
                .put("domain", dmarc.domain());
    }
}
