package dev.weir.app.verb;

import dev.weir.app.file.CampaignFile;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.laboratory.CampaignReport;
import dev.weir.app.laboratory.VirtualCampaign;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonFile;
import dev.weir.app.terminal.Progress;
import dev.weir.app.terminal.WeirHome;
import dev.weir.campaign.CampaignStatus;
import dev.weir.time.SystemClock;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a campaign in virtual time. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a whole campaign against the simulated reactor in virtual time, as fast as the machine can.",
      "The same seed writes the same journal, byte for byte."
    })
public final class SimulateVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CAMPAIGN", description = "Campaign file (YAML).")
  private Path campaign = Path.of("");

  @Option(
      names = "--reactor",
      paramLabel = "FILE",
      description = "Reactor file with 'bench: simulated' (default: ${DEFAULT-VALUE}).",
      defaultValue = "config/reactors/simulated.yaml")
  private Path reactor = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the plant and of the proposals (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the journal; must not hold one yet (default: ${DEFAULT-VALUE}).",
      defaultValue = "data")
  private Path data = Path.of("");

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes every run and the campaign's end as JSON.")
  private Optional<Path> json = Optional.empty();

  /** For picocli. */
  SimulateVerb() {}

  @Override
  public Integer call() {
    ReactorFile reactorFile = ReactorFile.read(WeirHome.find(reactor));
    CampaignFile campaignFile = CampaignFile.read(WeirHome.find(campaign));
    Progress progress = new Progress(spec.commandLine().getErr(), new SystemClock());
    VirtualCampaign.Finished finished =
        VirtualCampaign.run(reactorFile, campaignFile, seed, data, progress);
    CampaignStatus status = finished.status();
    Map<String, Object> report = CampaignReport.of(status, seed);
    report.put("plant_time_s", finished.plantTime().toMillis() / 1e3);
    report.put("wall_time_s", finished.wallTime().toMillis() / 1e3);
    report.put("times_real_time", finished.speed());
    json.ifPresent(file -> JsonFile.write(file, report));
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: %s after %d runs (%d accepted, %d void): %s%n",
            status.name(),
            status.state().name().toLowerCase(Locale.ROOT),
            status.started(),
            status.accepted(),
            status.voided(),
            status.stateReason());
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%.1f h of plant time in %.1f s: %.0f times real time%n",
            finished.plantTime().toMillis() / 3.6e6,
            finished.wallTime().toMillis() / 1e3,
            finished.speed());
    return ExitCode.DONE;
  }
}
