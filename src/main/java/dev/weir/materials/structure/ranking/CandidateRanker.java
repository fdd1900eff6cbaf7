package dev.weir.materials.structure.ranking;

import dev.weir.materials.structure.substitution.CrystalCandidate;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Says which candidates of a formula are the likelier ones. */
public sealed interface CandidateRanker {
  /** The templates' votes with the constants that serve best. */
  CandidateRanker VOTES = new Votes(1.0);

  /**
   * Returns the ranker that comes with the program: grown on the {@code train} part of the stable
   * compounds named in docs/benchmarks/structure.md.
   */
  static CandidateRanker builtIn() {
    String resource = "/materials/structure-ranker.bin";
    try (InputStream stream = CandidateRanker.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its resource " + resource);
      }
      return read(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  /**
   * Reads a learned ranker, as {@link Learned#write} wrote it.
   *
   * @throws IOException when it cannot be read or is none
   */
  static Learned read(InputStream stream) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(new GZIPInputStream(stream)))) {
      if (in.readInt() != Learned.MARK) {
        throw new IOException("this is no structure ranker");
      }
      BoostedTrees trees = BoostedTrees.read(in);
      if (trees.features() != CandidateFeatures.COUNT) {
        throw new IOException(
            "the ranker takes %d features, this program has %d"
                .formatted(trees.features(), CandidateFeatures.COUNT));
      }
      return new Learned(trees);
    }
  }

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
    private static final int MARK = 0x57524b31;

    /** Writes the trees, compressed. */
    public void write(OutputStream stream) throws IOException {
      try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(stream))) {
        out.writeInt(MARK);
        trees.write(out);
      }
    }

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
