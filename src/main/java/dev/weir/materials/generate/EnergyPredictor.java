package dev.weir.materials.generate;

import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.formula.Formula;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An ensemble of networks that predicts the formation energy from the formula, with an interval
 * that holds the truth in 95 of 100 cases; beside it one small network for those who ask tens of
 * thousands of times a second. Some members read descriptors, others the set of elements; all count
 * alike. Plain Java: no native library is loaded. Immutable.
 *
 * <p>The interval is a split-conformal one (Lei et al., J. Am. Stat. Assoc. 113 (2018) 1094): the
 * error on calibration rows, divided by {@code sqrt(ensemble variance + floor²)}, has a quantile
 * that is multiplied with the same root of a new formula. Large errors mostly have one sign: known
 * energies of uncertain formulas lie above what robust losses predict. The mean is therefore
 * shifted by a multiple of the members' standard deviation, fitted on the same rows.
 */
public final class EnergyPredictor {
  private static final int MAGIC = 0x57454E33; // "WEN3"
  private static final double CONFIDENCE = 0.95;
  private static final int MOST_MEMBERS = 100;

  /** A calibration row counts with at most this error for the shift of the mean, in eV/atom. */
  private static final double LARGEST_ERROR = 1.0;

  private static final double LARGEST_SHIFT = 1.0;

  /** Candidates for the part of the error that the members share, in eV/atom. */
  private static final double[] FLOORS = {0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2};

  private final FormulaFeatures features;
  private final Scale scale;
  private final Members members;
  private final ElementSetNetwork quick;
  private final Calibration calibration;

  /**
   * How a network's output becomes an energy.
   *
   * @param mean of the training rows, in eV/atom
   * @param deviation of the training rows, in eV/atom
   */
  record Scale(double mean, double deviation) {
    double energy(float output) {
      return mean + deviation * output;
    }

    float target(double energy) {
      return (float) ((energy - mean) / deviation);
    }
  }

  /**
   * How the spread of the members becomes an interval.
   *
   * @param floor in eV/atom
   * @param factor the conformal quantile, dimensionless
   * @param shift of the mean, in standard deviations of the members
   */
  record Calibration(double floor, double factor, double shift) {
    static final Calibration NONE = new Calibration(1.0, 1.0, 0.0);

    double halfWidth(double variance) {
      return factor * Math.sqrt(variance + floor * floor);
    }

    EnergyPrediction prediction(double[] outputs) {
      double mean = EnergyPredictor.mean(outputs);
      double variance = variance(outputs, mean);
      return new EnergyPrediction(mean + shift * Math.sqrt(variance), halfWidth(variance));
    }
  }

  /**
   * The networks of an ensemble.
   *
   * @param dense on descriptors
   * @param sets on sets of elements
   */
  record Members(List<DenseNetwork> dense, List<ElementSetNetwork> sets) {
    Members {
      dense = List.copyOf(dense);
      sets = List.copyOf(sets);
    }

    int count() {
      return dense.size() + sets.size();
    }
  }

  EnergyPredictor(
      FormulaFeatures features,
      Scale scale,
      Members members,
      ElementSetNetwork quick,
      Calibration calibration) {
    this.features = features;
    this.scale = scale;
    this.members = members;
    this.quick = quick;
    this.calibration = calibration;
  }

  /** Returns this predictor with intervals fitted on rows that no network has learned from. */
  EnergyPredictor calibrated(List<KnownFormula> rows) {
    double[][] outputs = outputs(rows.stream().map(KnownFormula::formula).toList());
    double[] variances = new double[rows.size()];
    double[] errors = new double[rows.size()];
    double along = 0.0;
    double total = 0.0;
    for (int i = 0; i < errors.length; i++) {
      double mean = mean(outputs[i]);
      variances[i] = variance(outputs[i], mean);
      errors[i] = rows.get(i).energy().electronvoltsPerAtom() - mean;
      double bounded = Math.max(-LARGEST_ERROR, Math.min(LARGEST_ERROR, errors[i]));
      along += bounded * Math.sqrt(variances[i]);
      total += variances[i];
    }
    double shift = total > 0.0 ? Math.max(0.0, Math.min(LARGEST_SHIFT, along / total)) : 0.0;
    Calibration best = calibration;
    double bestWidth = Double.POSITIVE_INFINITY;
    for (double floor : FLOORS) {
      double[] roots = new double[errors.length];
      double[] scores = new double[errors.length];
      for (int i = 0; i < scores.length; i++) {
        roots[i] = Math.sqrt(variances[i] + floor * floor);
        scores[i] = Math.abs(errors[i] - shift * Math.sqrt(variances[i])) / roots[i];
      }
      Arrays.sort(scores);
      int rank = (int) Math.ceil(CONFIDENCE * (scores.length + 1)) - 1;
      double factor = scores[Math.min(scores.length - 1, rank)];
      double width = factor * mean(roots);
      if (width < bestWidth) {
        bestWidth = width;
        best = new Calibration(floor, factor, shift);
      }
    }
    return new EnergyPredictor(features, scale, members, quick, best);
  }

  /** Returns the elements that the predictor knows, by rising atomic number. */
  public List<Element> elements() {
    return features.elements();
  }

  /** Returns the table of elemental features that the predictor was trained with. */
  public ElementTable table() {
    return features.table();
  }

  /** Returns how many networks are averaged. */
  public int members() {
    return members.count();
  }

  /**
   * Tells whether all elements of a formula were there in training. Where not, a prediction rests
   * on the element's tabulated features alone, and its interval is not warranted.
   */
  public boolean covers(Formula formula) {
    return features.covers(formula);
  }

  /**
   * Predicts one formula.
   *
   * @throws IllegalArgumentException when the table of elemental features lacks an element
   */
  public EnergyPrediction predict(Formula formula) {
    return predict(List.of(formula)).getFirst();
  }

  /**
   * Predicts many formulas.
   *
   * @throws IllegalArgumentException when the table of elemental features lacks an element
   */
  public List<EnergyPrediction> predict(List<Formula> formulas) {
    List<EnergyPrediction> predictions = new ArrayList<>();
    for (double[] output : outputs(formulas)) {
      predictions.add(calibration.prediction(output));
    }
    return predictions;
  }

  FormulaFeatures features() {
    return features;
  }

  Scale scale() {
    return scale;
  }

  /** Returns the small network, for the energy of many formulas in little time. */
  QuickEnergy quick() {
    return new QuickEnergy(scale, quick);
  }

  private double[][] outputs(List<Formula> formulas) {
    double[][] outputs = new double[formulas.size()][members.count()];
    List<float[]> inputs =
        members.dense().isEmpty() ? List.of() : Arrays.asList(features.of(formulas));
    for (int m = 0; m < members.dense().size(); m++) {
      float[] raw = members.dense().get(m).evaluateEach(inputs);
      for (int i = 0; i < outputs.length; i++) {
        outputs[i][m] = scale.energy(raw[i]);
      }
    }
    for (int i = 0; i < outputs.length; i++) {
      ElementTokens tokens = tokens(formulas.get(i));
      for (int m = 0; m < members.sets().size(); m++) {
        outputs[i][members.dense().size() + m] =
            scale.energy(members.sets().get(m).evaluate(tokens));
      }
    }
    return outputs;
  }

  private ElementTokens tokens(Formula formula) {
    table()
        .missing(formula)
        .ifPresent(
            element -> {
              throw new IllegalArgumentException(
                  "the table '%s' lacks %s of %s".formatted(table().name(), element, formula));
            });
    return new ElementTokens(formula);
  }

  private static double mean(double[] values) {
    double sum = 0.0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(double[] values, double mean) {
    double sum = 0.0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return values.length < 2 ? 0.0 : sum / (values.length - 1);
  }

  /** Writes the predictor beside the file and renames it into place. */
  public void write(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
      out.writeInt(MAGIC);
      PredictorFile.writeFeatures(out, features);
      out.writeDouble(scale.mean());
      out.writeDouble(scale.deviation());
      out.writeDouble(calibration.floor());
      out.writeDouble(calibration.factor());
      out.writeDouble(calibration.shift());
      quick.write(out);
      out.writeInt(members.dense().size());
      for (DenseNetwork member : members.dense()) {
        member.write(out);
      }
      out.writeInt(members.sets().size());
      for (ElementSetNetwork member : members.sets()) {
        member.write(out);
      }
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads a predictor.
   *
   * @throws IOException when the file cannot be read or is no predictor
   */
  public static EnergyPredictor read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC) {
        throw new IOException(file + " is no formation-energy predictor");
      }
      FormulaFeatures features = PredictorFile.readFeatures(in);
      Scale scale = new Scale(in.readDouble(), in.readDouble());
      Calibration calibration = new Calibration(in.readDouble(), in.readDouble(), in.readDouble());
      ElementSetNetwork quick = ElementSetNetwork.read(in);
      List<DenseNetwork> dense = new ArrayList<>();
      for (int left = count(in); left > 0; left--) {
        dense.add(DenseNetwork.read(in));
      }
      List<ElementSetNetwork> sets = new ArrayList<>();
      for (int left = count(in); left > 0; left--) {
        sets.add(ElementSetNetwork.read(in));
      }
      Members members = new Members(dense, sets);
      return new EnergyPredictor(features, scale, members, quick, calibration);
    }
  }

  private static int count(DataInputStream in) throws IOException {
    return DenseNetwork.bounded(in.readInt() + 1, MOST_MEMBERS + 1, "members") - 1;
  }
}
