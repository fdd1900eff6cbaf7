package dev.weir.app.verb;

import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.Progress;
import dev.weir.chemistry.Monomer;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.features.ChainEndRadical;
import dev.weir.learn.features.MissingFeatures;
import dev.weir.learn.features.QuantumTable;
import dev.weir.learn.features.XtbProgram;
import dev.weir.learn.features.XtbProgram.Orbitals;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Computes a table of features D by the installed xtb and Open Babel. */
@Command(
    name = "features",
    mixinStandardHelpOptions = true,
    description = {
      "Computes orbital energies of the catalogue's monomers and of further ones, and of their"
          + " chain-end radicals, by xtb and Open Babel; the table serves --quantum of other verbs.",
      "All values are of one method: they must not be mixed with the shipped ones."
    })
public final class FeaturesVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "NAME=SMILES",
      description = "Further monomers, for example BzMA=C=C(C)C(=O)OCc1ccccc1.")
  private Map<String, String> further = new LinkedHashMap<>();

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The table (CSV).")
  private Path out = Path.of("");

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Keeps what was computed (default: ${DEFAULT-VALUE}).",
      defaultValue = "data/xtb")
  private Path cache = Path.of("");

  /** For picocli. */
  FeaturesVerb() {}

  /** The orbitals of a monomer and of its radical. */
  private record Both(Orbitals monomer, Orbitals radical) {}

  @Override
  public Integer call() {
    SortedMap<SpeciesName, String> wanted = new TreeMap<>();
    try {
      for (Monomer monomer : Monomers.all()) {
        wanted.put(monomer.name(), monomer.smiles());
      }
      further.forEach((name, smiles) -> wanted.put(new SpeciesName(name), smiles));
      // Refused before anything is computed, which takes seconds each.
      wanted.forEach((name, smiles) -> ChainEndRadical.of(name.text(), smiles));
      XtbProgram program = new XtbProgram(cache.toAbsolutePath());
      Progress progress = new Progress(spec.commandLine().getErr(), new SystemClock());
      SortedMap<SpeciesName, Both> computed = new TreeMap<>();
      wanted.forEach(
          (name, smiles) -> {
            progress.tell(() -> "weir: computing " + name);
            computed.put(
                name,
                new Both(
                    program.monomer(name.text(), smiles), program.radical(name.text(), smiles)));
          });
      write(computed);
      compare(computed);
    } catch (MissingFeatures | IllegalArgumentException e) {
      throw new BadDataException(String.valueOf(e.getMessage()));
    }
    return ExitCode.DONE;
  }

  private void write(SortedMap<SpeciesName, Both> computed) {
    StringBuilder text = new StringBuilder();
    computed.forEach(
        (name, both) ->
            text.append("# ")
                .append(name)
                .append(": ")
                .append(both.monomer().origin())
                .append("; radical: ")
                .append(both.radical().origin())
                .append('\n'));
    text.append("monomer,homo_hartree,lumo_hartree,radical_somo_hartree,radical_lumo_hartree\n");
    computed.forEach(
        (name, both) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%s,%.7f,%.7f,%.7f,%.7f%n",
                    name,
                    both.monomer().highest(),
                    both.monomer().lowest(),
                    both.radical().highest(),
                    both.radical().lowest())));
    try {
      Files.writeString(out, text);
    } catch (IOException e) {
      throw new BadDataException(out + ": cannot be written: " + e.getMessage());
    }
  }

  /** Prints the catalogue's monomers in the order of their HOMO, as computed and as shipped. */
  private void compare(SortedMap<SpeciesName, Both> computed) {
    List<SpeciesName> shipped =
        QuantumTable.SHIPPED.values().keySet().stream()
            .sorted(Comparator.comparingDouble(name -> QuantumTable.SHIPPED.of(name)[0]))
            .toList();
    List<SpeciesName> here =
        shipped.stream()
            .sorted(
                Comparator.comparingDouble(
                    name ->
                        Optional.ofNullable(computed.get(name))
                            .map(both -> both.monomer().highest())
                            .orElse(Double.NaN)))
            .toList();
    spec.commandLine().getOut().println("HOMO rises, computed: " + here);
    spec.commandLine().getOut().println("HOMO rises, shipped:  " + shipped);
  }
}
