-- How often the model was asked for an organisation in a day; days are counted from 1970-01-01, in UTC.
CREATE TABLE llm_usage (
    org_id VARCHAR(64) NOT NULL,
    day    BIGINT      NOT NULL,
    used   BIGINT      NOT NULL,
    PRIMARY KEY (org_id, day)
);
CREATE INDEX llm_usage_by_day ON llm_usage (day);
