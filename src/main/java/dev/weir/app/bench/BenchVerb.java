package dev.weir.app.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measurements, each a verb of its own. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures: each figure in docs/benchmarks.md comes from one of these.",
    subcommands = {
      CampaignBench.class,
      CycleBench.class,
      DevicesBench.class,
      LearnBench.class,
      JobsBench.class,
      MaterialsGenerateBench.class,
      MaterialsStructureBench.class,
      OptimizeBench.class
    })
public final class BenchVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** For picocli. */
  BenchVerb() {}

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(spec.commandLine(), "name what to measure");
  }
}
