-- Aliquots that were drawn on the ramp after a run's steady state; that of the steady state is in runs.
CREATE TABLE aliquots (
  sequence                       BIGINT PRIMARY KEY,
  run_sequence                   BIGINT NOT NULL,
  number                         INTEGER NOT NULL,
  state                          VARCHAR(10) NOT NULL,
  reason                         VARCHAR(65536) NOT NULL,
  sample                         VARCHAR(60),
  drawn_at                       TIMESTAMP(9) WITH TIME ZONE,
  intended_residence_time_s      DOUBLE PRECISION,
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
  content_hash                   VARCHAR(65536),
  accepted_sequence              BIGINT
);
CREATE INDEX aliquots_by_run ON aliquots (run_sequence, number, sequence);
