package dev.weir.app.verb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.app.laboratory.History;
import dev.weir.app.laboratory.LearntProposers;
import dev.weir.app.learning.PredictorFolder;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.DaemonCall;
import dev.weir.app.terminal.DataFolder;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonFile;
import dev.weir.campaign.CampaignEvent;
import dev.weir.campaign.ProposalReplay;
import dev.weir.journal.Entry;
import dev.weir.optimize.Proposal;
import dev.weir.units.Concentration;
import dev.weir.units.Fraction;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir campaign}: a hand in the campaign that a daemon runs, and its proposals again. */
@Command(
    name = "campaign",
    description = "Takes a hand in a running campaign, or computes one of its proposals again.",
    mixinStandardHelpOptions = true,
    subcommands = {
      CampaignVerb.Point.class,
      CampaignVerb.Skip.class,
      CampaignVerb.Reload.class,
      CampaignVerb.Replay.class
    })
public final class CampaignVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** For picocli. */
  CampaignVerb() {}

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** Which daemon is asked, and by whom. */
  static final class Asking {
    @Mixin private DataFolder data = new DataFolder();

    @Option(
        names = "--port",
        paramLabel = "PORT",
        description = "Port of the daemon's status page (default: ${DEFAULT-VALUE}).",
        defaultValue = "8080")
    private int port;

    @Option(
        names = "--operator",
        paramLabel = "NAME",
        required = true,
        description = "Who asks, for the journal.")
    private String operator = "";

    JsonNode post(String path, Map<String, Object> fields) {
      Map<String, Object> body = new LinkedHashMap<>(fields);
      body.put("operator", operator);
      return new DaemonCall(port, data.token()).post(path, body);
    }
  }

  /** {@code weir campaign point}. */
  @Command(
      name = "point",
      description = {
        "Asks for a run at conditions of your own. It comes before anything the campaign would propose, may lie outside the",
        "search, and is checked against every limit of the reactor before it starts."
      },
      mixinStandardHelpOptions = true)
  static final class Point implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Asking asking = new Asking();

    @Option(
        names = "--feed-composition",
        paramLabel = "FRACTION",
        required = true,
        description = "Mole fraction of monomer 1 in the feed, as in '0.6 mol/mol'.")
    private String feedComposition = "";

    @Option(
        names = "--residence-time",
        paramLabel = "TIME",
        required = true,
        description = "As in '20 min'.")
    private String residenceTime = "";

    @Option(
        names = "--temperature",
        paramLabel = "TEMPERATURE",
        required = true,
        description = "Of the coil, as in '80 °C'.")
    private String temperature = "";

    @Option(
        names = "--total-monomer",
        paramLabel = "CONCENTRATION",
        required = true,
        description = "Both monomers together at the inlet, as in '2 mol/L'.")
    private String totalMonomer = "";

    @Option(
        names = "--initiator",
        paramLabel = "CONCENTRATION",
        required = true,
        description = "At the inlet, as in '0.04 mol/L'.")
    private String initiator = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the journal.")
    private String reason = "";

    @Option(
        names = "--ramp-to",
        paramLabel = "TIME",
        description = {
          "After the steady sample, scale all feeds to the flow of this residence time, as in '10 min',",
          "and draw further aliquots on the way. Needs --ramp-within and --aliquots."
        })
    private Optional<String> rampTo = Optional.empty();

    @Option(
        names = "--ramp-within",
        paramLabel = "TIME",
        description = "How long the flows take from the first to the last, as in '40 min'.")
    private Optional<String> rampWithin = Optional.empty();

    @Option(
        names = "--aliquots",
        paramLabel = "TIME",
        split = ",",
        description = "Residence times of the aliquots, in order, as in '25 min,20 min,15 min'.")
    private List<String> aliquots = List.of();

    @Override
    public Integer call() {
      Map<String, Object> fields = new LinkedHashMap<>();
      if (rampTo.isPresent() != rampWithin.isPresent()
          || rampTo.isPresent() == aliquots.isEmpty()) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "--ramp-to, --ramp-within and --aliquots are given together");
      }
      try {
        rampTo.ifPresent(
            to ->
                fields.put(
                    "ramp",
                    Map.of(
                        "to_residence_time_min",
                        TimeSpan.parse(to).minutes(),
                        "duration_min",
                        TimeSpan.parse(rampWithin.orElseThrow()).minutes(),
                        "aliquots_min",
                        aliquots.stream().map(text -> TimeSpan.parse(text).minutes()).toList())));
        fields.put("feed_composition", Fraction.parse(feedComposition).value());
        fields.put("residence_time_min", TimeSpan.parse(residenceTime).minutes());
        fields.put("temperature_celsius", Temperature.parse(temperature).celsius());
        fields.put(
            "total_monomer_mol_per_litre", Concentration.parse(totalMonomer).molesPerLitre());
        fields.put("initiator_mol_per_litre", Concentration.parse(initiator).molesPerLitre());
      } catch (IllegalArgumentException e) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), String.valueOf(e.getMessage()), e);
      }
      fields.put("reason", reason);
      JsonNode said = asking.post("/api/v1/commands/run-point", fields);
      spec.commandLine()
          .getOut()
          .printf("accepted, journal entry %d%n", said.path("sequence").asLong());
      return ExitCode.DONE;
    }
  }

  /** {@code weir campaign skip}. */
  @Command(
      name = "skip",
      description =
          "Voids the run under way, or skips the proposal that waits; it is not proposed again.",
      mixinStandardHelpOptions = true)
  static final class Skip implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Asking asking = new Asking();

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "Why, for the journal.")
    private String reason = "";

    @Override
    public Integer call() {
      JsonNode said = asking.post("/api/v1/commands/void-run", Map.of("reason", reason));
      spec.commandLine()
          .getOut()
          .printf("accepted, journal entry %d%n", said.path("sequence").asLong());
      return ExitCode.DONE;
    }
  }

  /** {@code weir campaign reload}. */
  @Command(
      name = "reload",
      description = {
        "Has the daemon read its campaign file again: bounds, objective, budget, method, stop rules and steady-state proof hold",
        "from the next run on. All runs are kept; the change is journalled."
      },
      mixinStandardHelpOptions = true)
  static final class Reload implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Asking asking = new Asking();

    @Override
    public Integer call() {
      JsonNode said = asking.post("/api/v1/campaign/reload", Map.of());
      spec.commandLine().getOut().printf("%s was read%n", said.path("file").asText());
      return ExitCode.DONE;
    }
  }

  /** {@code weir campaign replay}. */
  @Command(
      name = "replay",
      description = {
        "Computes a proposal again from the journal before it, and fails unless it is the same to the last bit. Reads only."
      },
      mixinStandardHelpOptions = true)
  static final class Replay implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private DataFolder data = new DataFolder();

    @Parameters(paramLabel = "N", description = "The proposal's number in its campaign, from 1.")
    private int number;

    @Option(
        names = "--campaign",
        paramLabel = "NAME",
        description = "Which campaign (default: the latest of the journal).")
    private Optional<String> campaign = Optional.empty();

    @Option(
        names = "--json",
        paramLabel = "FILE",
        description = "Writes the recorded proposal and the one computed now as JSON.")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() {
      List<Entry> entries = History.read(data.existingJournal()).entries();
      String name = campaign.orElseGet(() -> latest(entries));
      ProposalReplay.Replayed replayed;
      try {
        replayed =
            ProposalReplay.of(
                name,
                number,
                entries,
                (asked, terms, before) ->
                    new LearntProposers(
                        asked, terms, before, Optional.of(new PredictorFolder(data.folder()))));
      } catch (IllegalArgumentException e) {
        throw new BadDataException(String.valueOf(e.getMessage()));
      }
      json.ifPresent(file -> JsonFile.write(file, report(name, replayed)));
      if (!replayed.isSame()) {
        throw new BadDataException(
            "proposal %d of %s was %s: %s; computed now it is %s: %s"
                .formatted(
                    number,
                    name,
                    replayed.recorded().conditions(),
                    replayed.recorded().reason(),
                    replayed.again().conditions(),
                    replayed.again().reason()));
      }
      spec.commandLine()
          .getOut()
          .printf(
              "proposal %d of %s: the same, to the last bit: %s%n",
              number, name, replayed.recorded().reason());
      return ExitCode.DONE;
    }

    private static String latest(List<Entry> entries) {
      return entries.reversed().stream()
          .map(Entry::event)
          .filter(CampaignEvent.class::isInstance)
          .map(event -> ((CampaignEvent) event).campaign())
          .findFirst()
          .orElseThrow(() -> new BadDataException("the journal holds no campaign"));
    }

    private Map<String, Object> report(String name, ProposalReplay.Replayed replayed) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("campaign", name);
      report.put("proposal", number);
      report.put("same", replayed.isSame());
      report.put("recorded", told(replayed.recorded()));
      report.put("again", told(replayed.again()));
      return report;
    }

    private static Map<String, Object> told(Proposal proposal) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("feed_composition_mol_per_mol", proposal.conditions().feedComposition().value());
      told.put("residence_time_s", proposal.conditions().residenceTime().seconds());
      told.put("temperature_celsius", proposal.conditions().temperature().celsius());
      told.put("total_monomer_mol_per_l", proposal.conditions().totalMonomer().molesPerLitre());
      told.put("initiator_mol_per_l", proposal.conditions().initiator().molesPerLitre());
      told.put("source", proposal.source().name());
      told.put("acquisition_mol_per_mol", proposal.acquisition());
      told.put("seed", proposal.seed());
      told.put("observations", proposal.observations());
      told.put("reason", proposal.reason());
      return told;
    }
  }
}
