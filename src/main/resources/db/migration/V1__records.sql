-- The projection of the journal. Every row says from which journal entry it comes; everything here can be rebuilt.
-- Timestamps are instants of the plant's clock. Units are in the names. Written for H2 and PostgreSQL alike.

CREATE TABLE applied (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  projection INTEGER NOT NULL,
  sequence   BIGINT NOT NULL,
  link       VARCHAR(64) NOT NULL
);

CREATE TABLE events (
  sequence   BIGINT PRIMARY KEY,
  at         TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  type       VARCHAR(200) NOT NULL,
  payload    VARCHAR(300000) NOT NULL
);

CREATE TABLE sessions (
  sequence           BIGINT PRIMARY KEY,
  started_at         TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  version            VARCHAR(65536) NOT NULL,
  configuration_hash VARCHAR(65536) NOT NULL,
  simulated          BOOLEAN NOT NULL,
  unclean            BOOLEAN NOT NULL,
  ended_at           TIMESTAMP(9) WITH TIME ZONE,
  end_reason         VARCHAR(65536)
);

CREATE TABLE campaigns (
  sequence                  BIGINT PRIMARY KEY,
  name                      VARCHAR(65536) NOT NULL,
  monomer1                  VARCHAR(65536) NOT NULL,
  monomer2                  VARCHAR(65536) NOT NULL,
  target_mol_per_mol        DOUBLE PRECISION NOT NULL,
  tolerance_mol_per_mol     DOUBLE PRECISION NOT NULL,
  conversion_floor_mol_per_mol DOUBLE PRECISION NOT NULL,
  budget_runs               INTEGER NOT NULL,
  seed                      BIGINT NOT NULL,
  started_at                TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  ended_at                  TIMESTAMP(9) WITH TIME ZONE,
  state                     VARCHAR(20) NOT NULL,
  reason                    VARCHAR(65536) NOT NULL
);
CREATE INDEX campaigns_by_name ON campaigns (name, sequence);

CREATE TABLE proposals (
  sequence                       BIGINT PRIMARY KEY,
  campaign_sequence              BIGINT NOT NULL,
  campaign                       VARCHAR(65536) NOT NULL,
  place                          INTEGER NOT NULL,
  made_at                        TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  source                         VARCHAR(40) NOT NULL,
  f10_mol_per_mol                DOUBLE PRECISION NOT NULL,
  residence_time_s               DOUBLE PRECISION NOT NULL,
  temperature_degc               DOUBLE PRECISION NOT NULL,
  monomer_mol_per_l              DOUBLE PRECISION NOT NULL,
  initiator_mol_per_l            DOUBLE PRECISION NOT NULL,
  predicted_f1_mol_per_mol       DOUBLE PRECISION,
  predicted_f1_deviation         DOUBLE PRECISION,
  predicted_conversion_mol_per_mol DOUBLE PRECISION,
  predicted_conversion_deviation DOUBLE PRECISION,
  acquisition                    DOUBLE PRECISION NOT NULL,
  seed                           BIGINT NOT NULL,
  observations                   INTEGER NOT NULL,
  reason                         VARCHAR(65536) NOT NULL,
  predictor                      VARCHAR(65536),
  verdict                        VARCHAR(10) NOT NULL,
  verdict_reason                 VARCHAR(65536) NOT NULL,
  run                            INTEGER
);
CREATE INDEX proposals_by_place ON proposals (campaign, place, sequence);

CREATE TABLE runs (
  sequence                       BIGINT PRIMARY KEY,
  campaign_sequence              BIGINT NOT NULL,
  campaign                       VARCHAR(65536) NOT NULL,
  number                         INTEGER NOT NULL,
  state                          VARCHAR(10) NOT NULL,
  reason                         VARCHAR(65536) NOT NULL,
  started_at                     TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  ended_at                       TIMESTAMP(9) WITH TIME ZONE,
  requested_f10_mol_per_mol      DOUBLE PRECISION NOT NULL,
  requested_residence_time_s     DOUBLE PRECISION NOT NULL,
  requested_temperature_degc     DOUBLE PRECISION NOT NULL,
  requested_monomer_mol_per_l    DOUBLE PRECISION NOT NULL,
  requested_initiator_mol_per_l  DOUBLE PRECISION NOT NULL,
  achieved_f10_mol_per_mol       DOUBLE PRECISION,
  achieved_residence_time_s      DOUBLE PRECISION,
  achieved_temperature_degc      DOUBLE PRECISION,
  achieved_monomer_mol_per_l     DOUBLE PRECISION,
  achieved_initiator_mol_per_l   DOUBLE PRECISION,
  conversion1_mol_per_mol        DOUBLE PRECISION,
  conversion1_deviation          DOUBLE PRECISION,
  conversion2_mol_per_mol        DOUBLE PRECISION,
  conversion2_deviation          DOUBLE PRECISION,
  f1_mol_per_mol                 DOUBLE PRECISION,
  f1_deviation                   DOUBLE PRECISION,
  conversion_mol_per_mol         DOUBLE PRECISION,
  conversion_deviation           DOUBLE PRECISION,
  steady_state_proven            BOOLEAN,
  washout_mol_per_mol            DOUBLE PRECISION,
  waited_s                       DOUBLE PRECISION,
  sample                         VARCHAR(60),
  sampled_at                     TIMESTAMP(9) WITH TIME ZONE,
  content_hash                   VARCHAR(65536),
  verdict_sequence               BIGINT,
  accepted_sequence              BIGINT,
  proposal_sequence              BIGINT
);
CREATE INDEX runs_by_number ON runs (campaign, number, sequence);

CREATE TABLE run_phases (
  sequence     BIGINT PRIMARY KEY,
  run_sequence BIGINT NOT NULL,
  phase        VARCHAR(20) NOT NULL,
  entered_at   TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  reason       VARCHAR(65536) NOT NULL
);
CREATE INDEX run_phases_by_run ON run_phases (run_sequence, sequence);

CREATE TABLE run_reagents (
  run_sequence BIGINT NOT NULL,
  feed         VARCHAR(40) NOT NULL,
  used_ul      DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (run_sequence, feed)
);

CREATE TABLE alarms (
  sequence        BIGINT PRIMARY KEY,
  number          BIGINT NOT NULL,
  kind            VARCHAR(40) NOT NULL,
  source          VARCHAR(65536) NOT NULL,
  text            VARCHAR(65536) NOT NULL,
  first_out       BOOLEAN NOT NULL,
  raised_at       TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  returned_at     TIMESTAMP(9) WITH TIME ZONE,
  acknowledged_at TIMESTAMP(9) WITH TIME ZONE,
  acknowledged_by VARCHAR(65536)
);
CREATE INDEX alarms_by_number ON alarms (number, sequence);

CREATE TABLE state_changes (
  sequence   BIGINT PRIMARY KEY,
  at         TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  state_from VARCHAR(20) NOT NULL,
  state_to   VARCHAR(20) NOT NULL,
  reason     VARCHAR(65536) NOT NULL
);

CREATE TABLE commands (
  sequence BIGINT PRIMARY KEY,
  at       TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  command  VARCHAR(65536) NOT NULL,
  operator VARCHAR(65536) NOT NULL,
  reason   VARCHAR(65536) NOT NULL
);

CREATE TABLE tags (
  id  INTEGER PRIMARY KEY,
  tag VARCHAR(65536) NOT NULL UNIQUE
);

-- At most one reading of a tag per second, in the canonical unit of its dimension; the journal has them all.
CREATE TABLE readings (
  tag_id       INTEGER NOT NULL,
  at_ms        BIGINT NOT NULL,
  sequence     BIGINT NOT NULL,
  reading      DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (tag_id, at_ms, sequence)
);
