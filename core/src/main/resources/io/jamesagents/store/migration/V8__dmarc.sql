-- Aggregate reports (RFC 7489, section 7.2). The same reporter's report of the same id replaces the earlier one.
CREATE TABLE dmarc_report (
    id           VARCHAR(64)  NOT NULL PRIMARY KEY,
    org_id       VARCHAR(64)  NOT NULL,
    domain       VARCHAR(255) NOT NULL,
    report_id    TEXT         NOT NULL,
    org_name     TEXT         NOT NULL,
    email        TEXT,
    date_begin   BIGINT       NOT NULL,
    date_end     BIGINT       NOT NULL,
    policy       TEXT         NOT NULL,
    record_count BIGINT       NOT NULL,
    received_at  BIGINT       NOT NULL
);
CREATE INDEX dmarc_report_by_domain ON dmarc_report (org_id, domain, received_at, id);
CREATE INDEX dmarc_report_by_end ON dmarc_report (org_id, domain, date_end);
CREATE INDEX dmarc_report_by_age ON dmarc_report (received_at);

CREATE TABLE dmarc_record (
    report       VARCHAR(64) NOT NULL,
    position     BIGINT      NOT NULL,
    org_id       VARCHAR(64) NOT NULL,
    source_ip    VARCHAR(64) NOT NULL,
    messages     BIGINT      NOT NULL,
    disposition  VARCHAR(16) NOT NULL,
    dkim_result  VARCHAR(16) NOT NULL,
    spf_result   VARCHAR(16) NOT NULL,
    header_from  TEXT,
    dkim_domain  TEXT,
    dkim_selector TEXT,
    spf_domain   TEXT,
    PRIMARY KEY (report, position)
);
