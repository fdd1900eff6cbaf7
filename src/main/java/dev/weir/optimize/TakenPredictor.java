package dev.weir.optimize;

/** The predictor of the registry that proposals start from, or why they start from none. */
public sealed interface TakenPredictor {
  /** Returns it in a few words. */
  String words();

  /**
   * A predictor that was live when it was taken.
   *
   * @param number in the registry, from 1
   * @param kind name of the learner
   * @param dataHash SHA-256 of the run table it learnt, in hex
   * @param runs how many runs it knows here
   * @param withheld how many more runs its table holds that are the asker's own, which the proposer
   *     learns itself and which must not count twice
   */
  record Live(int number, String kind, String dataHash, int runs, int withheld)
      implements TakenPredictor {
    /** Rejects numbers below 1 and a predictor without runs. */
    public Live {
      if (number < 1 || runs < 1 || withheld < 0) {
        throw new IllegalArgumentException(
            "a predictor has a number and runs from 1 and withholds none or more, got %d, %d, %d"
                .formatted(number, runs, withheld));
      }
    }

    @Override
    public String words() {
      return "predictor %d".formatted(number);
    }
  }

  /**
   * None.
   *
   * @param why one sentence
   */
  record None(String why) implements TakenPredictor {
    @Override
    public String words() {
      return "no predictor: " + why;
    }
  }
}
