-- What a mail says without what it repeats and is signed with, what it repeats, and the whole in Markdown; null where nobody looked.
ALTER TABLE message_body ADD COLUMN visible_text TEXT;
ALTER TABLE message_body ADD COLUMN quoted_text TEXT;
ALTER TABLE message_body ADD COLUMN markdown TEXT;

-- What was understood of a mail, as JSON objects: signs of danger, what the inbox's schema asks for, codes and links. An object
-- whose status is pending is being worked on.
ALTER TABLE message ADD COLUMN security TEXT;
ALTER TABLE message ADD COLUMN extraction TEXT;
ALTER TABLE message ADD COLUMN finds TEXT;

-- A job that is done is gone.
DELETE FROM job;
ALTER TABLE job DROP COLUMN finished_at;
