package dev.weir.materials.structure.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TreeBoostingTest {
  private static final int FEATURES = CandidateFeatures.COUNT;
  private static final TreeBoosting.Plan SMALL =
      new TreeBoosting.Plan(40, 3, 0.3, 1.0, 0.5, 0.8, 0.9);

  /** Lists of five; the one whose first feature is largest is right, if it is above 0.5. */
  private static TreeBoosting.Lists lists(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeBoosting.Lists lists = new TreeBoosting.Lists();
    for (int i = 0; i < count; i++) {
      float[][] rows = new float[5][FEATURES];
      float most = 0.0f;
      for (float[] row : rows) {
        for (int f = 0; f < FEATURES; f++) {
          row[f] = (float) random.nextDouble();
        }
        most = Math.max(most, row[0]);
      }
      lists.begin();
      for (float[] row : rows) {
        lists.add(row, row[0] == most && most > 0.5f);
      }
    }
    return lists;
  }

  private static double hits(BoostedTrees trees, TreeBoosting.Lists lists) {
    int hits = 0;
    for (int list = 0; list < lists.lists(); list++) {
      int best = lists.start(list);
      for (int i = best; i < lists.end(list); i++) {
        best = trees.value(lists.row(i)) > trees.value(lists.row(best)) ? i : best;
      }
      hits += lists.isRight(best) ? 1 : 0;
    }
    return (double) hits / lists.lists();
  }

  @Test
  void aRuleIsLearntAndHoldsForListsNotSeen() {
    BoostedTrees trees = TreeBoosting.grow(lists(1, 400), SMALL, 7, tree -> {});

    assertThat(hits(trees, lists(2, 200))).isGreaterThan(0.8);
  }

  @Test
  void theSameSeedGrowsTheSameTrees() throws IOException {
    assertThat(written(TreeBoosting.grow(lists(3, 50), SMALL, 7, tree -> {})))
        .isEqualTo(written(TreeBoosting.grow(lists(3, 50), SMALL, 7, tree -> {})));
  }

  private static byte[] written(BoostedTrees trees) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new CandidateRanker.Learned(trees).write(out);
    return out.toByteArray();
  }

  @Test
  void aWrittenRankerIsReadBackAndABrokenOneRefused() throws IOException {
    BoostedTrees trees = TreeBoosting.grow(lists(4, 50), SMALL, 7, tree -> {});
    byte[] bytes = written(trees);

    BoostedTrees back = CandidateRanker.read(new ByteArrayInputStream(bytes)).trees();
    float[] row = lists(5, 1).row(0);
    assertThat(back.value(row)).isEqualTo(trees.value(row));
    byte[] cut = Arrays.copyOf(bytes, bytes.length / 2);
    assertThatThrownBy(() -> CandidateRanker.read(new ByteArrayInputStream(cut)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> CandidateRanker.read(new ByteArrayInputStream(new byte[20])))
        .isInstanceOf(IOException.class);
  }

  @Test
  void theRankerOfTheProgramCanBeRead() {
    assertThat(CandidateRanker.builtIn()).isInstanceOf(CandidateRanker.Learned.class);
  }
}
