-- How a domain is proved and signed for. dkim_key is sealed: the database alone does not give it away. checks is a JSON object
-- of the state of each DNS record as of checked_at, and reason says what keeps the domain from being verified.
ALTER TABLE mail_domain ADD COLUMN challenge VARCHAR(64);
ALTER TABLE mail_domain ADD COLUMN dkim_selector VARCHAR(63);
ALTER TABLE mail_domain ADD COLUMN dkim_public TEXT;
ALTER TABLE mail_domain ADD COLUMN dkim_key TEXT;
ALTER TABLE mail_domain ADD COLUMN checks TEXT;
ALTER TABLE mail_domain ADD COLUMN checked_at BIGINT;
ALTER TABLE mail_domain ADD COLUMN reason TEXT;
ALTER TABLE mail_domain ADD COLUMN verified_at BIGINT;

CREATE UNIQUE INDEX mail_domain_own_name ON mail_domain (org_id, name);

-- Whose a name is: of several organisations that have it, the first to prove it.
CREATE TABLE domain_claim (
    name       VARCHAR(255) NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64)  NOT NULL,
    domain_id  VARCHAR(64)  NOT NULL,
    created_at BIGINT       NOT NULL
);
