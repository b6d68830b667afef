-- A proven message has shown who sent it: it is ours, authenticated, or came with its thread's token. An unverified one that
-- was the link between threads glued them: being named in a glued thread proves nothing.
ALTER TABLE message ADD COLUMN proven SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE mail_thread ADD COLUMN glued SMALLINT NOT NULL DEFAULT 0;
UPDATE message SET proven = 1 WHERE direction = 'outbound';

-- What is known about the sender, for a mail whose delivery is finished by somebody who has only its copy. Until it is settled.
ALTER TABLE ingest ADD COLUMN authentication TEXT;
