package dev.weir.materials.structure;

import java.util.ArrayList;
import java.util.List;

/** Says which candidates of a formula are the likelier ones. */
public sealed interface CandidateRanker {
  /** The templates' votes with the constants that serve best. */
  CandidateRanker VOTES = new Votes(1.0);

  /**
   * What a ranker says of a candidate.
   *
   * @param score larger is likelier
   * @param probability that it is the stable structure, 0 to 1
   */
  record Rank(double score, double probability) {}

  /**
   * Ranks the candidates of one formula.
   *
   * @param candidates best template first
   * @param features of each
   */
  List<Rank> ranks(List<CrystalCandidate> candidates, float[][] features);

  /**
   * Each template votes for its crystal with the exponential of its score; the probability is a
   * crystal's share of all votes.
   *
   * @param sharpness of the vote; infinite sharpness lets the best template alone speak
   */
  record Votes(double sharpness) implements CandidateRanker {
    @Override
    public List<Rank> ranks(List<CrystalCandidate> candidates, float[][] features) {
      double top = candidates.getFirst().best().score();
      double all = 0.0;
      for (CrystalCandidate candidate : candidates) {
        all += candidate.votes(sharpness, top);
      }
      List<Rank> ranks = new ArrayList<>();
      for (CrystalCandidate candidate : candidates) {
        double votes = candidate.votes(sharpness, top);
        ranks.add(new Rank(top + Math.log(votes) / sharpness, votes / all));
      }
      return ranks;
    }
  }

  /**
   * Trees that were grown on predictions of known structures; the probability is a candidate's
   * share of the exponentials, beside one more for "none of these".
   *
   * @param trees on {@link CandidateFeatures}
   */
  record Learned(BoostedTrees trees) implements CandidateRanker {
    @Override
    public List<Rank> ranks(List<CrystalCandidate> candidates, float[][] features) {
      double[] values = new double[features.length];
      double most = 0.0;
      for (int i = 0; i < values.length; i++) {
        values[i] = trees.value(features[i]);
        most = Math.max(most, values[i]);
      }
      double all = Math.exp(-most);
      for (double value : values) {
        all += Math.exp(value - most);
      }
      List<Rank> ranks = new ArrayList<>();
      for (double value : values) {
        ranks.add(new Rank(value, Math.exp(value - most) / all));
      }
      return ranks;
    }
  }
}
