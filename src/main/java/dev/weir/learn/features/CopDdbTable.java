package dev.weir.learn.features;

import dev.weir.chemistry.Monomer;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.data.CsvTable;
import dev.weir.learn.data.UnreadableTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;

/**
 * Reads a user's copy of CopDDB (Hatanaka laboratory, Digital Discovery 2025, 10.1039/D4DD00266K;
 * GPL-3.0, so none is shipped): one line for each pair of a radical and the monomer that it
 * attacks, both named by the SMILES of the monomer, then descriptors. Of a comonomer's copolymer
 * with MMA the pairs (own radical, itself), (own radical, MMA) and (MMA radical, itself) are its
 * features, one after the other. The layout is that of its file PropagationQuantumChem_2024-03-12:
 * columns {@code Monomer}, {@code Radical} and 24 descriptors, energies in hartree.
 */
public final class CopDdbTable {
  private static final String RADICAL = "Radical";
  private static final String MONOMER = "Monomer";

  private CopDdbTable() {}

  /** A radical and what it attacks, both as canonical SMILES of the monomer. */
  private record Pair(String radical, String monomer) {}

  /** Tells whether a table is laid out so. */
  public static boolean isOne(Collection<String> header) {
    return header.contains(RADICAL) && header.contains(MONOMER);
  }

  /**
   * Returns the features of every monomer of the catalogue whose three pairs are there.
   *
   * @param further monomers that are not in the catalogue, with their SMILES
   * @throws UnreadableTable when a cell that is needed is no number, or no monomer is there
   */
  public static QuantumTable read(String name, String text, Map<SpeciesName, String> further) {
    CsvTable table = CsvTable.parse(name, text);
    int radical = table.header().indexOf(RADICAL);
    int monomer = table.header().indexOf(MONOMER);
    if (radical < 0 || monomer < 0) {
      throw new UnreadableTable(
          "%s: needs the columns '%s' and '%s'".formatted(name, RADICAL, MONOMER));
    }
    Map<Pair, CsvTable.Row> rows = new HashMap<>();
    for (CsvTable.Row row : table.rows()) {
      canonical(row.cells().get(radical))
          .ifPresent(
              one ->
                  canonical(row.cells().get(monomer))
                      .ifPresent(other -> rows.putIfAbsent(new Pair(one, other), row)));
    }
    List<Integer> columns = new ArrayList<>();
    for (int k = 0; k < table.header().size(); k++) {
      if (k != radical && k != monomer && !table.header().get(k).isEmpty()) {
        columns.add(k);
      }
    }
    SortedMap<SpeciesName, String> wanted = new TreeMap<>(further);
    for (Monomer known : Monomers.all()) {
      wanted.put(known.name(), known.smiles());
    }
    String mma = canonical(Monomers.MMA.smiles()).orElseThrow();
    SortedMap<SpeciesName, List<Double>> values = new TreeMap<>();
    wanted.forEach(
        (species, smiles) -> {
          String own = canonical(smiles).orElse("");
          List<Double> numbers = new ArrayList<>();
          for (Pair pair : List.of(new Pair(own, own), new Pair(own, mma), new Pair(mma, own))) {
            Optional.ofNullable(rows.get(pair))
                .ifPresent(row -> columns.forEach(k -> numbers.add(table.number(row, k))));
          }
          if (numbers.size() == 3 * columns.size()) {
            values.put(species, List.copyOf(numbers));
          }
        });
    if (values.isEmpty()) {
      throw new UnreadableTable(name + ": holds the three pairs of none of " + wanted.keySet());
    }
    List<String> names = new ArrayList<>();
    for (String pair :
        List.of("own radical, itself: ", "own radical, MMA: ", "MMA radical, itself: ")) {
      columns.forEach(k -> names.add(pair + table.header().get(k)));
    }
    return new QuantumTable(name + " (CopDDB layout)", names, values);
  }

  /** Returns one spelling for each structure; empty for what is no structure. */
  private static Optional<String> canonical(String smiles) {
    try {
      return Optional.of(
          new SmilesGenerator(SmiFlavor.Canonical)
              .create(new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles)));
    } catch (CDKException e) {
      return Optional.empty();
    }
  }
}
