package io.jamesagents.rest.domain;

import io.jamesagents.maildomain.dns.DnsRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record that a domain needs in the DNS, on the wire. */
public record RecordView(
        String record,
        String type,
        String name,
        String value,
        String status,
        String ttl,
        @Nullable Integer priority,
        boolean required) {

    static RecordView of(DnsRecord record) {
        return new RecordView(
                record.kind().name(),
                record.type(),
                record.name(),
                record.value(),
                record.state().word(),
                "Auto",
                record.priority(),
                record.kind().required());
    }

    static List<RecordView> list(List<DnsRecord> records) {
        return records.stream().map(RecordView::of).toList();
    }
}
