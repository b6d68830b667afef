-- The reverse-path under which a mail went to a recipient is b+<return_tag>@<domain of its From>; return_day counts days since
-- 1970 (UTC). By the tag a bounce finds the mail that it is about.
ALTER TABLE outbound_recipient ADD COLUMN return_tag VARCHAR(32);
ALTER TABLE outbound_recipient ADD COLUMN return_day BIGINT;
CREATE UNIQUE INDEX outbound_recipient_by_return ON outbound_recipient (return_tag);
