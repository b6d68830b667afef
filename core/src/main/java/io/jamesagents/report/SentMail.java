package io.jamesagents.report;

import io.jamesagents.inbox.InboxId;
import io.jamesagents.message.MessageId;
import io.jamesagents.org.OrgId;

/** A mail of an agent to one recipient; {@code rfcMessageId} has brackets. */
record SentMail(OrgId org, InboxId inbox, MessageId message, String recipient, String rfcMessageId) {}
