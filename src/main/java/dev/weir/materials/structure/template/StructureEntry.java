package dev.weir.materials.structure.template;

import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Lattice;
import dev.weir.materials.structure.crystal.NearestPairs;
import dev.weir.materials.structure.crystal.Site;
import dev.weir.materials.structure.fingerprint.StructureFingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A known structure as a library keeps it: compact, with what its maker said of it. Immutable.
 *
 * <p>Places are held in single precision, which keeps 0.0001 Å in any cell that is accepted.
 */
public final class StructureEntry {
  private final String id;
  private final Formula formula;
  private final int spaceGroup;
  private final String prototype;
  private final String part;
  private final double[] cell;
  private final byte[] species;
  private final float[] places;
  private final List<Slot> slots;
  private final AtomicReference<@Nullable NearestPairs> pairs = new AtomicReference<>();
  private final AtomicReference<@Nullable StructureFingerprint> fingerprint =
      new AtomicReference<>();

  /**
   * An element of a structure and the role it plays there.
   *
   * @param element which
   * @param coefficient its number in the reduced formula
   * @param orbits how many sets of equivalent sites it fills; 0 where this is not known
   */
  public record Slot(Element element, int coefficient, int orbits) {}

  /**
   * What a structure's maker said of it.
   *
   * @param id its name there
   * @param spaceGroup 1 to 230, empty where it is not given
   * @param prototype the same text for structures of one prototype; empty where it is not given
   * @param part which part of a split it belongs to, such as train; may be empty
   * @param orbits how many sets of equivalent sites an element fills, as far as given
   */
  public record Source(
      String id,
      OptionalInt spaceGroup,
      String prototype,
      String part,
      Map<Element, Integer> orbits) {
    /** Copies its map; rejects a space group that does not exist. */
    public Source {
      orbits = Map.copyOf(orbits);
      if (spaceGroup.isPresent() && (spaceGroup.getAsInt() < 1 || spaceGroup.getAsInt() > 230)) {
        throw new CrystalException(
            "a space group has a number from 1 to 230, not " + spaceGroup.getAsInt());
      }
    }
  }

  /** Creates the entry of a structure. */
  public StructureEntry(CrystalStructure structure, Source source) {
    this.id = source.id();
    this.formula = structure.formula();
    this.spaceGroup = source.spaceGroup().orElse(0);
    this.prototype =
        source.prototype().isEmpty()
            ? formula.stoichiometry() + "|" + spaceGroup + "|" + structure.sites().size()
            : source.prototype();
    this.part = source.part();
    this.cell = structure.lattice().parameters();
    this.species = new byte[structure.sites().size()];
    this.places = new float[3 * species.length];
    double[] exact = structure.places();
    for (int i = 0; i < species.length; i++) {
      species[i] = (byte) structure.sites().get(i).element().atomicNumber();
    }
    for (int i = 0; i < exact.length; i++) {
      places[i] = (float) exact[i];
    }
    List<Slot> found = new ArrayList<>();
    formula
        .terms()
        .forEach(
            term ->
                found.add(
                    new Slot(
                        term.element(),
                        term.count(),
                        Objects.requireNonNullElse(source.orbits().get(term.element()), 0))));
    this.slots = List.copyOf(found);
  }

  /** Returns its name in the library. */
  public String id() {
    return id;
  }

  /** Returns its reduced formula. */
  public Formula formula() {
    return formula;
  }

  /** Returns the number of its space group, where it is known. */
  public OptionalInt spaceGroup() {
    return spaceGroup == 0 ? OptionalInt.empty() : OptionalInt.of(spaceGroup);
  }

  /** Returns the text that structures of one prototype share. */
  public String prototype() {
    return prototype;
  }

  /** Returns the part of a split that it belongs to, or nothing as an empty text. */
  public String part() {
    return part;
  }

  /** Returns its elements and their roles, by rising atomic number. */
  public List<Slot> slots() {
    return slots;
  }

  /** Returns how many atoms its cell holds. */
  public int size() {
    return species.length;
  }

  /** Returns the volume of its cell per formula unit, in Å³. */
  public double volumePerFormula() {
    return Lattice.ofParameters(cell).volume() * formula.atoms() / species.length;
  }

  /** Returns the least distance of the atoms of each two elements; measured once. */
  public NearestPairs nearestPairs() {
    NearestPairs known = pairs.get();
    if (known == null) {
      known = NearestPairs.of(structure());
      pairs.set(known);
    }
    return known;
  }

  /**
   * Returns what its surroundings look like; computed once.
   *
   * @throws CrystalException when a site has no neighbours around it
   */
  public StructureFingerprint fingerprint() {
    StructureFingerprint known = fingerprint.get();
    if (known == null) {
      known = StructureFingerprint.of(structure());
      fingerprint.set(known);
    }
    return known;
  }

  /** Returns the structure. */
  public CrystalStructure structure() {
    return substituted(Map.of());
  }

  /**
   * Returns the structure with other elements in the places of its own, unscaled.
   *
   * @param replacement the new element by the old one; an element that is not named stays
   */
  public CrystalStructure substituted(Map<Element, Element> replacement) {
    List<Site> sites = new ArrayList<>(species.length);
    for (int i = 0; i < species.length; i++) {
      Element old = Element.of(species[i] & 0xff);
      sites.add(
          new Site(
              replacement.getOrDefault(old, old),
              places[3 * i],
              places[3 * i + 1],
              places[3 * i + 2]));
    }
    return new CrystalStructure(Lattice.ofParameters(cell), sites);
  }
}
