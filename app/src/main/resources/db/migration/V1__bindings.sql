-- One row a binding. Times are milliseconds since 1970. Plain SQL: the same for SQLite and PostgreSQL.
CREATE TABLE bindings (
  aor        TEXT             NOT NULL,
  contact    TEXT             NOT NULL,
  transport  TEXT             NOT NULL,
  host       TEXT             NOT NULL,
  port       INTEGER          NOT NULL,
  q          DOUBLE PRECISION NOT NULL,
  expires_at BIGINT           NOT NULL,
  updated_at BIGINT           NOT NULL,
  call_id    TEXT             NOT NULL,
  cseq       BIGINT           NOT NULL,
  user_agent TEXT             NOT NULL,
  PRIMARY KEY (aor, contact)
);
