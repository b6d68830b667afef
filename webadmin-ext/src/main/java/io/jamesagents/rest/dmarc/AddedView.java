package io.jamesagents.rest.dmarc;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.dmarc.DmarcReport;

/** A report that was taken in, on the wire. */
public record AddedView(
        @JsonProperty("report_id") String reportId,
        String domain,
        @JsonProperty("org_name") String orgName,
        @JsonProperty("date_begin") String begin,
        @JsonProperty("date_end") String end,
        @JsonProperty("record_count") int records,
        @JsonProperty("total_messages") long messages) {

    static AddedView of(DmarcReport report) {
        return new AddedView(
                report.reportId(),
                report.policy().domain(),
                report.orgName(),
                Json.time(report.begin()),
                Json.time(report.end()),
                report.rows().size(),
                report.messages());
    }
}
