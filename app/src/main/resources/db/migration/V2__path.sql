-- The proxies in front of a contact (RFC 3327), an address a line; empty where there are none.
ALTER TABLE bindings ADD COLUMN path TEXT NOT NULL DEFAULT '';
