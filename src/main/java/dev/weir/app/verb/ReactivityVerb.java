package dev.weir.app.verb;

import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonOutput;
import dev.weir.app.terminal.TextFile;
import dev.weir.chemistry.ReactivityRatios;
import dev.weir.learn.data.UnreadableTable;
import dev.weir.learn.reactivity.CompositionFile;
import dev.weir.learn.reactivity.CompositionPoint;
import dev.weir.learn.reactivity.ReactivityFit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir reactivity}: reactivity ratios. */
@Command(
    name = "reactivity",
    mixinStandardHelpOptions = true,
    description = "Reactivity ratios.",
    subcommands = ReactivityVerb.FitVerb.class)
public final class ReactivityVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** For picocli. */
  ReactivityVerb() {}

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** Fits reactivity ratios to measured compositions. */
  @Command(
      name = "fit",
      mixinStandardHelpOptions = true,
      description = {
        "Estimates r1 and r2 from feed and copolymer compositions by non-linear least squares"
            + " with errors in both variables, with their joint 95 %% region.",
        "Columns: one beginning with f (feed), one with F (copolymer), mole fractions of monomer 1,"
            + " and perhaps conversion_mol_per_mol (else the compositions count as instantaneous)."
      })
  static final class FitVerb implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DATA", description = "File (CSV).")
    private Path data = Path.of("");

    @Option(
        names = "--feed-deviation",
        paramLabel = "S",
        description = "Standard deviation of f, in mol/mol (default: ${DEFAULT-VALUE}).",
        defaultValue = "0.005")
    private double feedDeviation;

    @Option(
        names = "--copolymer-deviation",
        paramLabel = "S",
        description =
            "Standard deviation of F, in mol/mol; only the ratio of the two counts (default: ${DEFAULT-VALUE}).",
        defaultValue = "0.01")
    private double copolymerDeviation;

    @Mixin private JsonOutput json = new JsonOutput();

    /** For picocli. */
    FitVerb() {}

    @Override
    public Integer call() {
      try {
        List<CompositionPoint> points =
            CompositionFile.read(data.toString(), TextFile.read(data)).points();
        ReactivityFit.Fitted fitted =
            ReactivityFit.fit(points, new ReactivityFit.Errors(feedDeviation, copolymerDeviation));
        tell(fitted, spec.commandLine().getOut());
        json.write(() -> document(fitted, points.size()));
        return ExitCode.DONE;
      } catch (UnreadableTable | IllegalArgumentException | ArithmeticException e) {
        throw new BadDataException(String.valueOf(e.getMessage()));
      }
    }

    private static void tell(ReactivityFit.Fitted fitted, PrintWriter out) {
      out.printf(
          Locale.ROOT,
          "r1 = %.3f (95 %%: %.3f to %.3f)%nr2 = %.3f (95 %%: %.3f to %.3f)%n",
          fitted.ratios().r1(),
          fitted.interval1().low(),
          fitted.interval1().high(),
          fitted.ratios().r2(),
          fitted.interval2().low(),
          fitted.interval2().high());
      out.printf(
          Locale.ROOT,
          "correlation of ln r1 and ln r2 %.2f; residuals speak for %.4f mol/mol in F; joint region from r1 %.3f to %.3f, r2 %.3f to %.3f%s%n",
          fitted.correlation(),
          fitted.copolymerDeviation(),
          fitted.region().stream().mapToDouble(ReactivityRatios::r1).min().orElseThrow(),
          fitted.region().stream().mapToDouble(ReactivityRatios::r1).max().orElseThrow(),
          fitted.region().stream().mapToDouble(ReactivityRatios::r2).min().orElseThrow(),
          fitted.region().stream().mapToDouble(ReactivityRatios::r2).max().orElseThrow(),
          fitted.open() ? "; it is open: the data do not bound a ratio" : "");
    }

    private static Map<String, Object> document(ReactivityFit.Fitted fitted, int points) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("points", points);
      document.put("r1", fitted.ratios().r1());
      document.put("r1_low_95", fitted.interval1().low());
      document.put("r1_high_95", fitted.interval1().high());
      document.put("r2", fitted.ratios().r2());
      document.put("r2_low_95", fitted.interval2().low());
      document.put("r2_high_95", fitted.interval2().high());
      document.put("correlation_of_logarithms", fitted.correlation());
      document.put("sum_of_squares", fitted.sumOfSquares());
      document.put("degrees_of_freedom", fitted.freedom());
      document.put("copolymer_deviation_mol_per_mol", fitted.copolymerDeviation());
      document.put("joint_region_is_open", fitted.open());
      document.put(
          "joint_region_95",
          fitted.region().stream().map(edge -> Map.of("r1", edge.r1(), "r2", edge.r2())).toList());
      return document;
    }
  }
}
