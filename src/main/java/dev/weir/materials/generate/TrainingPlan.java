package dev.weir.materials.generate;

import java.util.List;

/**
 * How formation-energy predictors are trained.
 *
 * @param hidden widths of the hidden layers
 * @param epochs how often every row is seen, 1 to 1000
 * @param members how many networks are trained and averaged, 1 to 20
 * @param peakRate the learning rate at the top of the one-cycle schedule
 */
public record TrainingPlan(List<Integer> hidden, int epochs, int members, double peakRate) {
  /** Rows in one step. */
  static final int BATCH = 512;

  /** Share of the hidden units that is left out in each step. */
  static final double DROPOUT = 0.1;

  /** AdamW's weight decay. */
  static final double WEIGHT_DECAY = 1e-4;

  /** Where the smooth L1 loss turns from a parabola to a line, in standard deviations. */
  static final double LOSS_KNEE = 0.1;

  /** The plan that meets the accuracy wanted of the default. */
  public static final TrainingPlan DEFAULT = new TrainingPlan(List.of(1024, 512, 256), 40, 5, 2e-3);

  /** The published size: two hidden layers of 60 and 30. */
  public static final TrainingPlan PUBLISHED_SIZE = new TrainingPlan(List.of(60, 30), 40, 1, 2e-3);

  /** A small network that a generator can ask tens of thousands of times a second. */
  static final TrainingPlan QUICK = new TrainingPlan(List.of(96, 48), 40, 1, 4e-3);

  /** Rejects values outside their range. */
  public TrainingPlan {
    hidden = List.copyOf(hidden);
    if (hidden.isEmpty() || hidden.stream().anyMatch(width -> width < 1 || width > 8192)) {
      throw new IllegalArgumentException("hidden layers must be 1 to 8192 wide, were " + hidden);
    }
    if (epochs < 1 || epochs > 1000) {
      throw new IllegalArgumentException("epochs must be from 1 to 1000, were " + epochs);
    }
    if (members < 1 || members > 20) {
      throw new IllegalArgumentException("members must be from 1 to 20, were " + members);
    }
    if (!(peakRate > 0.0 && peakRate < 1.0)) {
      throw new IllegalArgumentException(
          "the peak learning rate must be between 0 and 1, was " + peakRate);
    }
  }

  /** Returns this plan with another number of epochs. */
  public TrainingPlan withEpochs(int wanted) {
    return new TrainingPlan(hidden, wanted, members, peakRate);
  }

  /** Returns this plan with another number of members. */
  public TrainingPlan withMembers(int wanted) {
    return new TrainingPlan(hidden, epochs, wanted, peakRate);
  }
}
