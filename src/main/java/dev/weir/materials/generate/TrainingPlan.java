package dev.weir.materials.generate;

import java.util.List;

/**
 * How formation-energy predictors are trained.
 *
 * @param hidden widths of the hidden layers of the networks on descriptors
 * @param epochs how often every row is seen, 1 to 1000
 * @param members how many networks on descriptors are trained, 0 to 20
 * @param setMembers how many networks on sets of elements are trained, 0 to 20; with the others at
 *     least one
 * @param peakRate the learning rate at the top of the one-cycle schedule
 */
public record TrainingPlan(
    List<Integer> hidden, int epochs, int members, int setMembers, double peakRate) {
  /** Rows in one step. */
  static final int BATCH = 512;

  /** Share of the hidden units that is left out in each step. */
  static final double DROPOUT = 0.1;

  /** AdamW's weight decay. */
  static final double WEIGHT_DECAY = 1e-4;

  /** Where the smooth L1 loss turns from a parabola to a line, in standard deviations. */
  static final double LOSS_KNEE = 0.1;

  private static final int MOST_MEMBERS = 20;

  /** The plan that meets the accuracy wanted of the default. */
  public static final TrainingPlan DEFAULT =
      new TrainingPlan(List.of(512, 512, 256), 40, 3, 3, 2e-3);

  /** The published size: two hidden layers of 60 and 30. */
  public static final TrainingPlan PUBLISHED_SIZE =
      new TrainingPlan(List.of(60, 30), 40, 1, 0, 2e-3);

  /** Rejects values outside their range. */
  public TrainingPlan {
    hidden = List.copyOf(hidden);
    if (hidden.isEmpty() || hidden.stream().anyMatch(width -> width < 1 || width > 8192)) {
      throw new IllegalArgumentException("hidden layers must be 1 to 8192 wide, were " + hidden);
    }
    if (epochs < 1 || epochs > 1000) {
      throw new IllegalArgumentException("epochs must be from 1 to 1000, were " + epochs);
    }
    if (members < 0
        || members > MOST_MEMBERS
        || setMembers < 0
        || setMembers > MOST_MEMBERS
        || members + setMembers < 1) {
      throw new IllegalArgumentException(
          "members of each sort must be from 0 to %d and one in all, were %d and %d"
              .formatted(MOST_MEMBERS, members, setMembers));
    }
    if (!(peakRate > 0.0 && peakRate < 1.0)) {
      throw new IllegalArgumentException(
          "the peak learning rate must be between 0 and 1, was " + peakRate);
    }
  }

  /** Returns this plan with another number of epochs. */
  public TrainingPlan withEpochs(int wanted) {
    return new TrainingPlan(hidden, wanted, members, setMembers, peakRate);
  }

  /** Returns this plan with other numbers of members. */
  public TrainingPlan withMembers(int wanted, int wantedSets) {
    return new TrainingPlan(hidden, epochs, wanted, wantedSets, peakRate);
  }
}
