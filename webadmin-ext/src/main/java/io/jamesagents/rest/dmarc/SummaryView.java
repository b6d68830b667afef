package io.jamesagents.rest.dmarc;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.dmarc.DmarcSummary;
import java.util.List;

/** What DMARC reports say in sum, on the wire. {@code pass_rate} is between 0 and 1. */
public record SummaryView(
        String domain,
        Period period,
        @JsonProperty("report_count") long reports,
        @JsonProperty("total_messages") long messages,
        @JsonProperty("pass_count") long passed,
        @JsonProperty("fail_count") long failed,
        @JsonProperty("pass_rate") double passRate,
        @JsonProperty("dkim_pass") long dkimPassed,
        @JsonProperty("spf_pass") long spfPassed,
        @JsonProperty("top_sources") List<SourceView> sources,
        @JsonProperty("policy_overrides") long overrides) {

    /** From when until when. */
    public record Period(String begin, String end) {}

    /** One sender of mails. */
    public record SourceView(String ip, long count, boolean pass) {}

    static SummaryView of(DmarcSummary summary) {
        long messages = summary.messages();
        return new SummaryView(
                summary.domain(),
                new Period(Json.time(summary.begin()), Json.time(summary.end())),
                summary.reports(),
                messages,
                summary.passed(),
                messages - summary.passed(),
                messages == 0 ? 0 : Math.round(10_000.0 * summary.passed() / messages) / 10_000.0,
                summary.dkimPassed(),
                summary.spfPassed(),
                summary.sources().stream()
                        .map(source -> new SourceView(source.ip(), source.messages(), source.pass()))
                        .toList(),
                summary.overrides());
    }
}
