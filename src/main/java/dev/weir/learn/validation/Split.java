package dev.weir.learn.validation;

import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.regress.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How runs are held out. In both, settings are tuned by cross validation on what is left. */
public enum Split {
  /** Double cross validation: random outer folds; interpolation. */
  DCV {
    @Override
    public List<int[]> folds(RunTable table, long seed) {
      return Tuning.folds(table.size(), Math.min(OUTER_FOLDS, table.size()), seed);
    }
  },
  /** Molecular extrapolation validation: all runs of one monomer 1 are held out. */
  MEV {
    @Override
    public List<int[]> folds(RunTable table, long seed) {
      SortedMap<SpeciesName, List<Integer>> rows = new TreeMap<>();
      List<LearningRun> runs = table.runs();
      for (int i = 0; i < runs.size(); i++) {
        rows.computeIfAbsent(runs.get(i).monomer1(), name -> new ArrayList<>()).add(i);
      }
      if (rows.size() < 2) {
        throw new IllegalArgumentException(
            "leaving one monomer out needs runs of at least two as monomer 1, has "
                + rows.keySet());
      }
      return rows.values().stream()
          .map(fold -> fold.stream().mapToInt(Integer::intValue).toArray())
          .toList();
    }
  };

  private static final int OUTER_FOLDS = 5;

  /** Returns the rows held out in each turn; each row is held out once. */
  public abstract List<int[]> folds(RunTable table, long seed);
}
