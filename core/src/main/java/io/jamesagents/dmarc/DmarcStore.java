package io.jamesagents.dmarc;

import io.jamesagents.Ids;
import io.jamesagents.Json;
import io.jamesagents.dmarc.DmarcReport.Policy;
import io.jamesagents.dmarc.DmarcReport.Row;
import io.jamesagents.org.OrgId;
import io.jamesagents.store.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** The tables {@code dmarc_report} and {@code dmarc_record}. */
final class DmarcStore {
    private static final int MAX_SOURCES = 10;

    void replace(Handle handle, OrgId org, DmarcReport report, long now) {
        delete(handle, org, List.of(id(org, report)));
        add(handle, org, report, now);
    }

    private static String id(OrgId org, DmarcReport report) {
        return Ids.derived("dmr_", org.value(), report.policy().domain(), report.orgName(), report.reportId());
    }

    /** Adds a report unless it is there. */
    void add(Handle handle, OrgId org, DmarcReport report, long now) {
        String id = id(org, report);
        int added = handle.createUpdate(
                        "INSERT INTO dmarc_report (id, org_id, domain, report_id, org_name, email, date_begin,"
                                + " date_end, policy, record_count, received_at) VALUES (:id, :org, :domain, :report, :name,"
                                + " :email, :begin, :end, :policy, :records, :now) ON CONFLICT (id) DO NOTHING")
                .bind("id", id)
                .bind("org", org.value())
                .bind("domain", report.policy().domain())
                .bind("report", report.reportId())
                .bind("name", report.orgName())
                .bind("email", report.email())
                .bind("begin", report.begin().toEpochMilli())
                .bind("end", report.end().toEpochMilli())
                .bind("policy", Json.write(report.policy()))
                .bind("records", report.rows().size())
                .bind("now", now)
                .execute();
        if (added == 1) {
            insertRows(handle, org, id, report.rows());
        }
    }

    private static void insertRows(Handle handle, OrgId org, String report, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("INSERT INTO dmarc_record (report, position, org_id, source_ip,"
                + " messages, disposition, dkim_result, spf_result, header_from, dkim_domain, dkim_selector, spf_domain)"
                + " VALUES (:report, :position, :org, :ip, :messages, :disposition, :dkim, :spf, :from, :dkimDomain,"
                + " :selector, :spfDomain)");
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            batch.bind("report", report)
                    .bind("position", i)
                    .bind("org", org.value())
                    .bind("ip", row.sourceIp())
                    .bind("messages", row.count())
                    .bind("disposition", row.disposition())
                    .bind("dkim", row.dkimResult())
                    .bind("spf", row.spfResult())
                    .bind("from", row.headerFrom())
                    .bind("dkimDomain", row.dkimDomain())
                    .bind("selector", row.dkimSelector())
                    .bind("spfDomain", row.spfDomain())
                    .add();
        }
        batch.execute();
    }

    private static void delete(Handle handle, OrgId org, List<String> ids) {
        for (String sql : List.of(
                "DELETE FROM dmarc_record WHERE org_id = :org AND report IN (<ids>)",
                "DELETE FROM dmarc_report WHERE org_id = :org AND id IN (<ids>)")) {
            handle.createUpdate(sql)
                    .bind("org", org.value())
                    .bindList("ids", ids)
                    .execute();
        }
    }

    /** Received before that, of all organisations, some at a time. */
    int forget(Handle handle, long before, int limit) {
        Map<String, List<String>> old = new LinkedHashMap<>();
        handle.createQuery("SELECT id, org_id FROM dmarc_report WHERE received_at < :before LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> old.computeIfAbsent(row.getString("org_id"), org -> new ArrayList<>())
                        .add(row.getString("id")))
                .list();
        old.forEach((org, ids) -> delete(handle, new OrgId(org), ids));
        return old.values().stream().mapToInt(List::size).sum();
    }

    /** The newest first, without their rows but with how many those are. */
    List<Head> list(Handle handle, OrgId org, String domain, int limit, Cursor after) {
        String sql = "SELECT * FROM dmarc_report WHERE org_id = :org AND domain = :domain"
                + (after == null ? "" : " AND (received_at, id) < (:time, :id)")
                + " ORDER BY received_at DESC, id DESC LIMIT :limit";
        var query = handle.createQuery(sql)
                .bind("org", org.value())
                .bind("domain", domain)
                .bind("limit", limit);
        if (after != null) {
            query.bind("time", after.time()).bind("id", after.id());
        }
        return query.map((row, context) -> head(row)).list();
    }

    /** A report without its rows. */
    record Head(String id, DmarcReport report, int rows, Instant receivedAt) {}

    private static Head head(ResultSet row) throws SQLException {
        DmarcReport report = new DmarcReport(
                row.getString("report_id"),
                row.getString("org_name"),
                row.getString("email"),
                Instant.ofEpochMilli(row.getLong("date_begin")),
                Instant.ofEpochMilli(row.getLong("date_end")),
                Json.read(row.getString("policy"), Policy.class),
                List.of());
        return new Head(
                row.getString("id"),
                report,
                row.getInt("record_count"),
                Instant.ofEpochMilli(row.getLong("received_at")));
    }

    Map<String, List<Row>> rows(Handle handle, OrgId org, List<String> reports) {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        reports.forEach(id -> rows.put(id, new ArrayList<>()));
        if (reports.isEmpty()) {
            return rows;
        }
        handle.createQuery("SELECT * FROM dmarc_record WHERE org_id = :org AND report IN (<ids>)"
                        + " ORDER BY report, position")
                .bind("org", org.value())
                .bindList("ids", reports)
                .map((row, context) -> rows.get(row.getString("report")).add(row(row)))
                .list();
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("source_ip"),
                row.getLong("messages"),
                row.getString("disposition"),
                row.getString("dkim_result"),
                row.getString("spf_result"),
                row.getString("header_from"),
                row.getString("dkim_domain"),
                row.getString("dkim_selector"),
                row.getString("spf_domain"));
    }

    DmarcSummary summary(Handle handle, OrgId org, String domain, Instant begin, Instant end) {
        String from = " FROM dmarc_report r JOIN dmarc_record c ON c.report = r.id WHERE r.org_id = :org"
                + " AND c.org_id = :org AND r.domain = :domain AND r.date_end >= :begin AND r.date_end <= :end";
        String passed = "(c.dkim_result = 'pass' OR c.spf_result = 'pass')";
        List<DmarcSummary.Source> sources = bound(
                        handle,
                        "SELECT c.source_ip, SUM(c.messages) AS n, MIN(CASE WHEN " + passed
                                + " THEN 1 ELSE 0 END) AS ok" + from
                                + " GROUP BY c.source_ip ORDER BY n DESC, c.source_ip LIMIT " + MAX_SOURCES,
                        org,
                        domain,
                        begin,
                        end)
                .map((row, context) ->
                        new DmarcSummary.Source(row.getString("source_ip"), row.getLong("n"), row.getInt("ok") == 1))
                .list();
        return bound(
                        handle,
                        "SELECT COUNT(DISTINCT r.id) AS reports, COALESCE(SUM(c.messages), 0) AS total,"
                                + sum(passed) + " AS passed," + sum("c.dkim_result = 'pass'") + " AS dkim,"
                                + sum("c.spf_result = 'pass'") + " AS spf,"
                                + sum("NOT " + passed + " AND c.disposition <> 'none'") + " AS overrides" + from,
                        org,
                        domain,
                        begin,
                        end)
                .map((row, context) -> new DmarcSummary(
                        domain,
                        begin,
                        end,
                        row.getLong("reports"),
                        row.getLong("total"),
                        row.getLong("passed"),
                        row.getLong("dkim"),
                        row.getLong("spf"),
                        row.getLong("overrides"),
                        sources))
                .one();
    }

    private static String sum(String condition) {
        return " COALESCE(SUM(CASE WHEN " + condition + " THEN c.messages ELSE 0 END), 0)";
    }

    private static Query bound(Handle handle, String sql, OrgId org, String domain, Instant begin, Instant end) {
        return handle.createQuery(sql)
                .bind("org", org.value())
                .bind("domain", domain)
                .bind("begin", begin.toEpochMilli())
                .bind("end", end.toEpochMilli());
    }
}
