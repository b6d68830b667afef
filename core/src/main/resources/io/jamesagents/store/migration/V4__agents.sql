-- An agent that registered itself. Its public key is the standard base64 of 32 bytes.
CREATE TABLE agent (
    id              VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id          VARCHAR(64) NOT NULL,
    inbox_id        VARCHAR(64) NOT NULL,
    name            TEXT        NOT NULL,
    public_key      VARCHAR(44) NOT NULL UNIQUE,
    purpose         TEXT,
    avatar_url      TEXT,
    website_url     TEXT,
    moltbook_handle VARCHAR(50),
    capabilities    TEXT        NOT NULL,
    status          VARCHAR(16) NOT NULL,
    created_at      BIGINT      NOT NULL
);
CREATE INDEX agent_by_org ON agent (org_id, created_at, id);

-- A registration that waits for its proof. org_id is the organisation that will be: the address of its inbox is already set
-- aside for it. opened: whether a mailbox may have been made. lease_until: until when somebody is at it.
CREATE TABLE agent_registration (
    id              VARCHAR(64)  NOT NULL PRIMARY KEY,
    org_id          VARCHAR(64)  NOT NULL,
    token_hmac      VARCHAR(64)  NOT NULL UNIQUE,
    slug            VARCHAR(64)  NOT NULL UNIQUE,
    public_key      VARCHAR(44)  NOT NULL UNIQUE,
    agent_name      TEXT         NOT NULL,
    org_name        TEXT         NOT NULL,
    purpose         TEXT,
    avatar_url      TEXT,
    website_url     TEXT,
    moltbook_handle VARCHAR(50),
    capabilities    TEXT         NOT NULL,
    challenge       VARCHAR(128) NOT NULL,
    tries           BIGINT       NOT NULL,
    opened          SMALLINT     NOT NULL,
    lease_until     BIGINT       NOT NULL,
    expires_at      BIGINT       NOT NULL,
    created_at      BIGINT       NOT NULL
);
CREATE INDEX agent_registration_by_expiry ON agent_registration (expires_at);

-- What an agent may say once, until nobody would believe it any more.
CREATE TABLE agent_nonce (
    agent_id   VARCHAR(64) NOT NULL,
    nonce      VARCHAR(64) NOT NULL,
    org_id     VARCHAR(64) NOT NULL,
    expires_at BIGINT      NOT NULL,
    PRIMARY KEY (agent_id, nonce)
);
CREATE INDEX agent_nonce_by_expiry ON agent_nonce (expires_at);

-- Calls that need no key, by network address (an HMAC of it), in the window that began at started_at.
CREATE TABLE address_usage (
    kind       VARCHAR(32) NOT NULL,
    address    VARCHAR(64) NOT NULL,
    started_at BIGINT      NOT NULL,
    used       BIGINT      NOT NULL,
    PRIMARY KEY (kind, address)
);
CREATE INDEX address_usage_by_age ON address_usage (started_at);
