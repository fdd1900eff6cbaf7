package dev.weir.optimize.ask;

import dev.weir.learn.GaussianProcess;
import dev.weir.learn.Kernel;
import dev.weir.learn.Prior;
import dev.weir.learn.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What has been learnt of one output: Gaussian processes of its warped values that share their data
 * and differ in kernel and in what they believed before, each with the probability that the data
 * give it. Immutable; any thread.
 */
final class Surrogate {
  private static final double[] POWERS = {0.0, 0.5, 1.0, 1.5, 2.0};

  /** A warp must explain the data better by this much, in natural logarithms, to be used. */
  private static final double WORTH = 2.0;

  private static final int LEAST_TO_WARP = 8;

  /** Noise of an output said to be exact, as a share of the variance of the outputs. */
  private static final double EXACT = 1e-9;

  /** Inferred noise below this share of the variance is taken for none. */
  private static final double NOISELESS = 1e-6;

  /** Members less probable than this are left out. */
  private static final double LEAST_WEIGHT = 0.02;

  /** How freely the variance of the function may differ from that of the outputs; tuned. */
  private static final double AMPLITUDE_DEVIATION = 1.5;

  /** What a doubting surrogate takes of the length scales. */
  private static final double DOUBT = 0.5;

  /** Length scales of which each variable's effect is nearly a parabola. */
  private static final Prior LONG = new Prior(1.0, 0.5, -8.0, 2.5, 1e-7);

  /** How much simple functions are believed beforehand, in natural logarithms. */
  private static final double SIMPLE_LEAD = 5.0;

  private static final double SIMPLEST_LEAD = 15.0;

  /** With fewer runs the evidence says too little against a lead. */
  private static final int LEAD_EARLY = 18;

  /** The lead is not given where others explain the data better by more than this. */
  private static final double LEAD_DOUBTED = 2.0;

  /** Up to this it is given every second time: whether it is deserved shows only in new runs. */
  private static final double LEAD_REFUSED = 6.0;

  /**
   * What the outputs are learnt for. The numbers were tuned on the published test functions with
   * seeds that do not judge.
   */
  enum Sought {
    /**
     * The best point. Runs crowd where the function is low, so they say less of the whole than as
     * many independent ones: the evidence counts with a power below 1.
     */
    OPTIMUM(0.3),
    /**
     * A front. Nearly every run has to lie on it, so simple functions are believed until the
     * evidence speaks against them.
     */
    FRONT(1.0);

    /** Returns what runs of so many objectives are learnt for. */
    static Sought of(int objectives) {
      return objectives <= 1 ? OPTIMUM : FRONT;
    }

    private final double caution;

    Sought(double caution) {
      this.caution = caution;
    }
  }

  /**
   * A member.
   *
   * @param process of the warped values, less the mean beforehand
   * @param weight its probability among the members, above 0, together 1
   * @param mean beforehand; empty: a constant, which the process finds
   */
  record Member(GaussianProcess process, double weight, Optional<PriorMean> mean) {
    /** Returns what is to be added to the process at a point. */
    double meanAt(double[] features) {
      return mean.isPresent() ? mean.get().value(features) : 0.0;
    }
  }

  /**
   * What a member believes before any data.
   *
   * @param inCommon whether all outputs have the same length scales
   * @param lead by how much the logarithm of the evidence of others must be larger
   */
  private record Belief(Kernel kernel, Prior prior, boolean inCommon, double lead) {}

  private final Warp warp;
  private final List<double[]> points;
  private final List<Member> members;
  private final boolean exact;
  private final Set<Integer> suspected;
  private final List<Double> earlier;

  private Surrogate(
      Warp warp,
      List<double[]> points,
      List<Member> members,
      boolean exact,
      Set<Integer> suspected,
      List<Double> earlier) {
    this.warp = warp;
    this.points = List.copyOf(points);
    this.earlier = List.copyOf(earlier);
    this.members = List.copyOf(members);
    this.exact = exact;
    this.suspected = Set.copyOf(suspected);
  }

  /**
   * What was measured of one output.
   *
   * @param points features of each run
   * @param outputs one for each, finite
   * @param noise standard deviation of a measurement, in units of the output; empty: inferred
   * @param trusted positions of runs that are no gross errors unless a repeat says so
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Measured(
      List<double[]> points, double[] outputs, OptionalDouble noise, Set<Integer> trusted) {}

  /** An output ready to be learnt: warped, without gross errors, with its first member. */
  private record Prepared(
      Warp warp, TrainingSet data, GaussianProcess first, Set<Integer> suspected) {}

  /** Learns all outputs of the same runs together, without earlier tables. */
  static List<Surrogate> fit(List<Measured> outputs, boolean mayWarp, Sought sought) {
    return fit(outputs, mayWarp, sought, Collections.nCopies(outputs.size(), List.of()));
  }

  /**
   * Learns all outputs of the same runs together.
   *
   * @param outputs at least one
   * @param mayWarp whether tails may be brought in
   * @param sought what the outputs are learnt for
   * @param earlier for each output what each earlier table measured of it
   */
  static List<Surrogate> fit(
      List<Measured> outputs, boolean mayWarp, Sought sought, List<List<Measured>> earlier) {
    List<Belief> beliefs = beliefs(outputs.getFirst().points().getFirst().length, sought);
    List<Prepared> prepared =
        outputs.stream().map(one -> prepared(one, beliefs.getFirst(), mayWarp)).toList();
    List<TrainingSet> data = prepared.stream().map(Prepared::data).toList();
    List<List<GaussianProcess>> processes = new ArrayList<>();
    prepared.forEach(one -> processes.add(new ArrayList<>(List.of(one.first()))));
    for (Belief belief : beliefs.subList(1, beliefs.size())) {
      List<GaussianProcess> fitted =
          belief.inCommon()
              ? GaussianProcess.fitTogether(
                  data, belief.prior(), belief.kernel(), AMPLITUDE_DEVIATION)
              : data.stream().map(set -> fitted(set, belief)).toList();
      for (int o = 0; o < fitted.size(); o++) {
        processes.get(o).add(fitted.get(o));
      }
    }
    List<Surrogate> surrogates = new ArrayList<>();
    for (int o = 0; o < outputs.size(); o++) {
      Transfer.Found transfer = transfer(outputs.get(o), prepared.get(o), earlier.get(o), beliefs);
      List<Member> members =
          transferred(
              weighed(processes.get(o), beliefs, sought),
              outputs.get(o).points(),
              prepared.get(o).data(),
              transfer,
              beliefs.getFirst());
      surrogates.add(
          new Surrogate(
              prepared.get(o).warp(),
              outputs.get(o).points(),
              members,
              isExact(outputs.get(o).noise(), members),
              prepared.get(o).suspected(),
              transfer.weights()));
    }
    return surrogates;
  }

  private static Transfer.Found transfer(
      Measured output, Prepared prepared, List<Measured> earlier, List<Belief> beliefs) {
    return earlier.isEmpty()
        ? new Transfer.Found(List.of(), Optional.empty())
        : Transfer.of(
            output.points(),
            prepared.data(),
            prepared.first(),
            earlier,
            set -> fitted(set, beliefs.getFirst()));
  }

  /** Adds a member that rests on what earlier tables say, as probable as they rank best. */
  private static List<Member> transferred(
      List<Member> members,
      List<double[]> points,
      TrainingSet data,
      Transfer.Found transfer,
      Belief belief) {
    double share = transfer.whole();
    if (transfer.mean().isEmpty() || share < LEAST_WEIGHT) {
      return members;
    }
    PriorMean mean = transfer.mean().get();
    double[] means = points.stream().mapToDouble(mean::value).toArray();
    List<Member> all = new ArrayList<>();
    for (Member member : members) {
      double weight = member.weight() * (1.0 - share);
      if (weight >= LEAST_WEIGHT) {
        all.add(new Member(member.process(), weight, member.mean()));
      }
    }
    double others = all.stream().mapToDouble(Member::weight).sum();
    all.add(
        new Member(fitted(data.minusPriorMean(means), belief), 1.0 - others, Optional.of(mean)));
    return all;
  }

  private static Prepared prepared(Measured output, Belief belief, boolean mayWarp) {
    Warp plain = Warp.of(output.outputs(), 1.0);
    GaussianProcess first = fitted(data(output, plain), belief);
    Warp chosen = mayWarp ? warp(output, first) : plain;
    TrainingSet warped = data(output, chosen);
    GaussianProcess all = chosen.power() == 1.0 ? first : fitted(warped, belief);
    // Without a noise that was told, a narrow optimum cannot be told from an error.
    if (output.noise().orElse(0.0) == 0.0) {
      return new Prepared(chosen, warped, all, Set.of());
    }
    GrossErrors.Found found =
        GrossErrors.among(
            output.points(), warped, all, set -> fitted(set, belief), output.trusted()::contains);
    TrainingSet clean = GrossErrors.withoutInfluence(output.points(), warped, found);
    return new Prepared(
        chosen, clean, found.aside().isEmpty() ? all : fitted(clean, belief), found.suspected());
  }

  private static boolean isExact(OptionalDouble noise, List<Member> members) {
    return noise.isPresent()
        ? noise.getAsDouble() == 0.0
        : members.stream()
            .allMatch(one -> one.process().hyperparameters().noiseVariance() < NOISELESS);
  }

  private static GaussianProcess fitted(TrainingSet data, Belief belief) {
    return GaussianProcess.fit(data, belief.prior(), belief.kernel(), AMPLITUDE_DEVIATION);
  }

  /** Returns the processes with the probabilities that their likelihoods give them. */
  private static List<Member> weighed(
      List<GaussianProcess> processes, List<Belief> beliefs, Sought sought) {
    double[] logarithms = new double[processes.size()];
    double others = Double.NEGATIVE_INFINITY;
    for (int m = 0; m < logarithms.length; m++) {
      boolean leads = beliefs.get(m).lead() > 0.0;
      others = Math.max(others, leads ? others : processes.get(m).logEvidence());
    }
    for (int m = 0; m < logarithms.length; m++) {
      double evidence = processes.get(m).logEvidence();
      boolean leads = leads(evidence - others, processes.get(m).size());
      logarithms[m] = sought.caution * evidence + (leads ? beliefs.get(m).lead() : 0.0);
    }
    double whole = LogImprovement.logSum(logarithms);
    double kept = 0.0;
    for (double logarithm : logarithms) {
      double weight = StrictMath.exp(logarithm - whole);
      kept += weight >= LEAST_WEIGHT ? weight : 0.0;
    }
    List<Member> members = new ArrayList<>();
    for (int m = 0; m < logarithms.length; m++) {
      double weight = StrictMath.exp(logarithms[m] - whole);
      if (weight >= LEAST_WEIGHT) {
        members.add(new Member(processes.get(m), weight / kept, Optional.empty()));
      }
    }
    return members;
  }

  /**
   * Tells whether a lead is given: on functions that are not simple it would keep the search on
   * ridges that are not there.
   *
   * @param ahead by how much the logarithm of the evidence is larger than that of all without lead
   * @param runs how many were learnt from
   */
  private static boolean leads(double ahead, int runs) {
    return runs < LEAD_EARLY || ahead >= -LEAD_DOUBTED || (ahead >= -LEAD_REFUSED && runs % 2 == 0);
  }

  /**
   * The dimension-scaled length scales, shorter ones that doubt them, and functions with all
   * derivatives, with few interactions among them; noise may be small.
   */
  private static List<Belief> beliefs(int dimensions, Sought sought) {
    double root = 0.5 * StrictMath.log(dimensions);
    Prior scaled = new Prior(Math.sqrt(2.0) + root, Math.sqrt(3.0), -8.0, 2.5, 1e-7);
    Prior shorter = new Prior(-0.7 + root, 0.7, -8.0, 2.5, 1e-7);
    Belief rough = new Belief(Kernel.MATERN52, scaled, false, 0.0);
    Belief doubting = new Belief(Kernel.MATERN52, shorter, false, 0.0);
    return switch (sought) {
      case OPTIMUM -> List.of(rough, doubting, new Belief(Kernel.INTERACTIONS, scaled, false, 0.0));
      case FRONT ->
          List.of(
              rough,
              doubting,
              new Belief(Kernel.INTERACTIONS, scaled, true, SIMPLE_LEAD),
              new Belief(Kernel.INTERACTIONS, LONG, true, SIMPLEST_LEAD));
    };
  }

  private static TrainingSet data(Measured output, Warp warp) {
    double[] outputs = output.outputs();
    double[] warped = new double[outputs.length];
    for (int i = 0; i < warped.length; i++) {
      warped[i] = warp.to(outputs[i]);
    }
    TrainingSet data = TrainingSet.of(output.points(), warped);
    if (output.noise().isEmpty()) {
      return data;
    }
    double[] known = new double[outputs.length];
    double floor = EXACT * variance(warped);
    for (int i = 0; i < known.length; i++) {
      double deviation = output.noise().getAsDouble() * warp.slope(outputs[i]);
      known[i] = Math.max(floor, deviation * deviation);
    }
    return data.withNoise(known, new double[outputs.length]);
  }

  /** Returns the warp under which the data are most probable, hyper-parameters kept. */
  private static Warp warp(Measured output, GaussianProcess beliefs) {
    double[] outputs = output.outputs();
    Warp best = Warp.of(outputs, 1.0);
    if (outputs.length < LEAST_TO_WARP) {
      return best;
    }
    double plain = Double.NaN;
    double largest = Double.NEGATIVE_INFINITY;
    for (double power : POWERS) {
      Warp warp = Warp.of(outputs, power);
      double probability = beliefs.of(data(output, warp)).logEvidence();
      for (double value : outputs) {
        probability += StrictMath.log(warp.slope(value));
      }
      if (power == 1.0) {
        plain = probability;
      }
      if (probability > largest) {
        largest = probability;
        best = warp;
      }
    }
    return largest > plain + WORTH ? best : Warp.of(outputs, 1.0);
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0.0);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0);
  }

  /** Returns the same knowledge with shorter length scales: less sure of what lies between runs. */
  Surrogate doubting() {
    return new Surrogate(
        warp,
        points,
        members.stream()
            .map(one -> new Member(one.process().withLengthScales(DOUBT), one.weight(), one.mean()))
            .toList(),
        exact,
        suspected,
        earlier);
  }

  Warp warp() {
    return warp;
  }

  /** Returns the features of the runs that were learnt from. */
  List<double[]> points() {
    return points;
  }

  /** Returns how much each earlier table counts; empty without any. */
  List<Double> earlier() {
    return earlier;
  }

  List<Member> members() {
    return members;
  }

  /** Returns the positions of trusted runs that the others do not believe. */
  Set<Integer> suspected() {
    return suspected;
  }

  /** Tells whether the outputs are the function itself, without noise. */
  boolean isExact() {
    return exact;
  }

  /**
   * Returns mean and standard deviation of the output without noise, in its unit, by the warped
   * normal's value at seven points of equal probability of each member.
   */
  double[] predicted(double[] point) {
    double[] quantiles = {-1.4652, -0.7916, -0.3661, 0.0, 0.3661, 0.7916, 1.4652};
    double mean = 0.0;
    double squares = 0.0;
    for (Member member : members) {
      GaussianProcess.Posterior posterior = member.process().posterior(point);
      double middle = posterior.mean() + member.meanAt(point);
      for (double quantile : quantiles) {
        double value = warp.from(middle + quantile * posterior.standardDeviation());
        double share = member.weight() / quantiles.length;
        mean += share * value;
        squares += share * value * value;
      }
    }
    return new double[] {mean, Math.sqrt(Math.max(0.0, squares - mean * mean) / 0.8307)};
  }
}
