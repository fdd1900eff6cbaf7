-- Formulas that jobs of the kind formulas have found, in the order of their ranks.
CREATE TABLE formulas (
  sequence                  BIGINT NOT NULL,
  rank_in_job               INTEGER NOT NULL,
  job                       VARCHAR(65536) NOT NULL,
  formula                   VARCHAR(65536) NOT NULL,
  found_at                  TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  target_ev_per_atom        DOUBLE PRECISION,
  predicted_ev_per_atom     DOUBLE PRECISION,
  half_width_95_ev_per_atom DOUBLE PRECISION,
  made_from                 VARCHAR(65536) NOT NULL,
  PRIMARY KEY (sequence, rank_in_job)
);
