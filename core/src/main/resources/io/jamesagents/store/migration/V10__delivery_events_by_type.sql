-- Events of a rare type are found without reading the others.
CREATE INDEX delivery_event_by_inbox_type ON delivery_event (inbox_id, type, created_at, id);
CREATE INDEX delivery_event_by_domain_type ON delivery_event (org_id, domain_id, type, created_at, id);
