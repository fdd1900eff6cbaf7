-- Background jobs: the queue as db-scheduler 16 wants it, and what is known of each job and its attempts.
-- Written for H2 and PostgreSQL alike. No large objects: the queue carries no data, results are files.

CREATE TABLE scheduled_tasks (
  task_name            VARCHAR(100) NOT NULL,
  task_instance        VARCHAR(100) NOT NULL,
  task_data            BYTEA,
  execution_time       TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  picked               BOOLEAN NOT NULL,
  picked_by            VARCHAR(50),
  last_success         TIMESTAMP(9) WITH TIME ZONE,
  last_failure         TIMESTAMP(9) WITH TIME ZONE,
  consecutive_failures INTEGER,
  last_heartbeat       TIMESTAMP(9) WITH TIME ZONE,
  version              BIGINT NOT NULL,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);

CREATE TABLE jobs (
  number       BIGINT PRIMARY KEY,
  id           VARCHAR(80) NOT NULL UNIQUE,
  kind         VARCHAR(40) NOT NULL,
  arguments    VARCHAR(20000) NOT NULL,
  asked_by     VARCHAR(80) NOT NULL,
  asked_at     TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  state        VARCHAR(12) NOT NULL,
  state_reason VARCHAR(500) NOT NULL,
  state_since  TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  next_at      TIMESTAMP(9) WITH TIME ZONE,
  failures     INTEGER NOT NULL,
  cancelled_by VARCHAR(80)
);
CREATE INDEX jobs_by_state ON jobs (state, number);

CREATE TABLE attempts (
  job           VARCHAR(80) NOT NULL,
  number        INTEGER NOT NULL,
  pid           BIGINT,
  process_start TIMESTAMP(9) WITH TIME ZONE,
  started_at    TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  heard_at      TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  done          BIGINT NOT NULL,
  total         BIGINT NOT NULL,
  progress      VARCHAR(300) NOT NULL,
  ended_at      TIMESTAMP(9) WITH TIME ZONE,
  ending        VARCHAR(20),
  reason        VARCHAR(500),
  PRIMARY KEY (job, number)
);
