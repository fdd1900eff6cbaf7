package dev.weir.learn.features;

import dev.weir.chemistry.Monomer;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.SpeciesName;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of each monomer, for feature sets B, C and D. Immutable; any thread. */
public final class MonomerFeatures {
  private final List<SpeciesName> flagged;
  private final SortedMap<SpeciesName, double[]> structures;
  private final QuantumTable quantum;

  private MonomerFeatures(
      List<SpeciesName> flagged,
      SortedMap<SpeciesName, double[]> structures,
      QuantumTable quantum) {
    this.flagged = flagged;
    this.structures = structures;
    this.quantum = quantum;
  }

  /**
   * Collects what is known.
   *
   * @param monomers that get a flag, and whose structures are looked up in the catalogue
   * @param quantum features D
   * @param smiles structures of monomers that the catalogue does not have
   */
  public static MonomerFeatures of(
      Collection<SpeciesName> monomers, QuantumTable quantum, Map<SpeciesName, String> smiles) {
    SortedMap<SpeciesName, double[]> structures = new TreeMap<>();
    for (Monomer monomer : Monomers.all()) {
      structures.put(monomer.name(), Structure.features(monomer.name().text(), monomer.smiles()));
    }
    for (Map.Entry<SpeciesName, String> given : new TreeMap<>(smiles).entrySet()) {
      structures.put(given.getKey(), Structure.features(given.getKey().text(), given.getValue()));
    }
    return new MonomerFeatures(
        List.copyOf(new TreeSet<>(monomers)),
        Collections.unmodifiableSortedMap(structures),
        quantum);
  }

  /** Returns one flag for each known monomer; all zero for one that is not among them. */
  double[] flags(SpeciesName monomer) {
    double[] flags = new double[flagged.size()];
    int at = flagged.indexOf(monomer);
    if (at >= 0) {
      flags[at] = 1.0;
    }
    return flags;
  }

  double[] structure(SpeciesName monomer) {
    double[] features = structures.get(monomer);
    if (features == null) {
      throw new MissingFeatures(
          "features C of %s are missing: give its SMILES (known are %s)"
              .formatted(monomer, structures.keySet()));
    }
    return features;
  }

  double[] quantum(SpeciesName monomer) {
    return quantum.of(monomer);
  }
}
