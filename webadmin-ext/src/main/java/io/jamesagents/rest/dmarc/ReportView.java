package io.jamesagents.rest.dmarc;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jamesagents.Json;
import io.jamesagents.dmarc.DmarcReport;
import io.jamesagents.dmarc.DmarcReports.Received;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A DMARC report on the wire. */
public record ReportView(
        @JsonProperty("report_id") String reportId,
        String id,
        @JsonProperty("org_name") String orgName,
        String reporterOrg,
        @Nullable String email,
        String domain,
        @JsonProperty("date_begin") String begin,
        String dateRangeBegin,
        @JsonProperty("date_end") String end,
        String dateRangeEnd,
        DmarcReport.Policy policy,
        int recordCount,
        List<RowView> records,
        @JsonProperty("received_at") String receivedAt) {

    /** Mails from one source. */
    public record RowView(
            @JsonProperty("source_ip") String sourceIp,
            long count,
            String disposition,
            @JsonProperty("dkim_result") String dkimResult,
            @JsonProperty("spf_result") String spfResult,
            @JsonProperty("header_from") String headerFrom,
            @JsonProperty("dkim_domain") @Nullable String dkimDomain,
            @JsonProperty("dkim_selector") @Nullable String dkimSelector,
            @JsonProperty("spf_domain") @Nullable String spfDomain) {

        static RowView of(DmarcReport.Row row) {
            return new RowView(
                    row.sourceIp(),
                    row.count(),
                    row.disposition(),
                    row.dkimResult(),
                    row.spfResult(),
                    row.headerFrom(),
                    row.dkimDomain(),
                    row.dkimSelector(),
                    row.spfDomain());
        }
    }

    static ReportView of(Received received) {
        DmarcReport report = received.report();
        String begin = Json.time(report.begin());
        String end = Json.time(report.end());
        return new ReportView(
                report.reportId(),
                report.reportId(),
                report.orgName(),
                report.orgName(),
                report.email(),
                report.policy().domain(),
                begin,
                begin,
                end,
                end,
                report.policy(),
                report.rows().size(),
                report.rows().stream().map(RowView::of).toList(),
                Json.time(received.at()));
    }
}
