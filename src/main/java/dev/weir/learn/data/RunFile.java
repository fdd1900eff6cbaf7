package dev.weir.learn.data;

import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.SpeciesName;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.experiment.Conditions;
import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The file form of a run table: comma-separated, units in the heads, for example {@code
 * monomer1,monomer2,f10_mol_per_mol,residence_time_min,temperature_C,total_monomer_mol_per_L,
 * initiator_mol_per_L,x1_mol_per_mol,x1_sd_mol_per_mol,x2_mol_per_mol,x2_sd_mol_per_mol}. A line
 * {@code # origin: ...} says where the runs come from. Columns of standard deviations may be left
 * out.
 */
public final class RunFile {
  private static final String MONOMER_1 = "monomer1";
  private static final String MONOMER_2 = "monomer2";
  private static final String ORIGIN = "origin:";

  private RunFile() {}

  /** Where a quantity stands and in which unit. */
  private record Place(int column, RunColumn.Unit unit) {}

  /**
   * Reads a table.
   *
   * @param name of the file, for messages and as origin when the file does not say
   * @throws UnreadableTable when anything in it is wrong
   */
  public static RunTable read(String name, String text) {
    CsvTable table = CsvTable.parse(name, text);
    table.requireKnown(known());
    Map<RunColumn, Place> places = places(table);
    int first = column(table, MONOMER_1);
    int second = column(table, MONOMER_2);
    List<LearningRun> runs = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      try {
        runs.add(
            new LearningRun(
                new SpeciesName(row.cells().get(first)),
                new SpeciesName(row.cells().get(second)),
                conditions(table, row, places),
                measured(table, row, places, RunColumn.CONVERSION_1),
                measured(table, row, places, RunColumn.CONVERSION_2)));
      } catch (IllegalArgumentException e) {
        throw table.wrong(row, String.valueOf(e.getMessage()));
      }
    }
    if (runs.isEmpty()) {
      throw new UnreadableTable(name + ": holds no run");
    }
    String origin =
        table.remarks().stream()
            .filter(remark -> remark.startsWith(ORIGIN))
            .map(remark -> remark.substring(ORIGIN.length()).strip())
            .findFirst()
            .orElse(name);
    return new RunTable(origin, runs);
  }

  /** Writes a table so that {@link #read} returns an equal one. */
  public static String write(RunTable table) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(ORIGIN).append(' ').append(table.origin()).append('\n');
    text.append(MONOMER_1).append(',').append(MONOMER_2);
    for (RunColumn column : RunColumn.values()) {
      text.append(',').append(column.head(column.units().getFirst()));
    }
    text.append('\n');
    for (LearningRun run : table.runs()) {
      Conditions conditions = run.conditions();
      text.append(run.monomer1()).append(',').append(run.monomer2());
      for (double value :
          new double[] {
            conditions.feedComposition().value(),
            conditions.residenceTime().seconds(),
            conditions.temperature().celsius(),
            conditions.totalMonomer().molesPerLitre(),
            conditions.initiator().molesPerLitre(),
            run.conversion1().value(),
            run.conversion1().standardDeviation(),
            run.conversion2().value(),
            run.conversion2().standardDeviation()
          }) {
        text.append(',').append(String.format(Locale.ROOT, "%s", value));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static List<String> known() {
    List<String> known = new ArrayList<>(List.of(MONOMER_1, MONOMER_2));
    for (RunColumn column : RunColumn.values()) {
      column.units().forEach(unit -> known.add(column.head(unit)));
    }
    return known;
  }

  private static Map<RunColumn, Place> places(CsvTable table) {
    Map<RunColumn, Place> places = new EnumMap<>(RunColumn.class);
    for (RunColumn column : RunColumn.values()) {
      List<String> heads = column.units().stream().map(column::head).toList();
      Optional<Place> place = Optional.empty();
      for (RunColumn.Unit unit : column.units()) {
        int at = table.header().indexOf(column.head(unit));
        if (at >= 0 && place.isPresent()) {
          throw new UnreadableTable(
              table.name() + ": gives one quantity twice, as " + String.join(" and ", heads));
        }
        place = at >= 0 ? Optional.of(new Place(at, unit)) : place;
      }
      if (place.isEmpty() && column.isRequired()) {
        throw new UnreadableTable(
            table.name() + ": lacks a column; needs one of " + String.join(", ", heads));
      }
      place.ifPresent(found -> places.put(column, found));
    }
    return places;
  }

  private static int column(CsvTable table, String head) {
    int at = table.header().indexOf(head);
    if (at < 0) {
      throw new UnreadableTable(table.name() + ": lacks the column '" + head + "'");
    }
    return at;
  }

  private static Conditions conditions(
      CsvTable table, CsvTable.Row row, Map<RunColumn, Place> places) {
    return new Conditions(
        new FeedComposition(value(table, row, places, RunColumn.FEED_COMPOSITION)),
        new TimeSpan(value(table, row, places, RunColumn.RESIDENCE_TIME)),
        new Temperature(value(table, row, places, RunColumn.TEMPERATURE)),
        new Concentration(value(table, row, places, RunColumn.TOTAL_MONOMER)),
        new Concentration(value(table, row, places, RunColumn.INITIATOR)));
  }

  private static MeasuredConversion measured(
      CsvTable table, CsvTable.Row row, Map<RunColumn, Place> places, RunColumn column) {
    RunColumn deviation =
        column == RunColumn.CONVERSION_1
            ? RunColumn.CONVERSION_1_DEVIATION
            : RunColumn.CONVERSION_2_DEVIATION;
    return new MeasuredConversion(
        value(table, row, places, column), value(table, row, places, deviation));
  }

  /** Returns a quantity in its canonical unit; 0 for a column that may be and is left out. */
  private static double value(
      CsvTable table, CsvTable.Row row, Map<RunColumn, Place> places, RunColumn column) {
    Place place = places.get(column);
    return place == null
        ? 0.0
        : table.number(row, place.column()) * place.unit().factor() + place.unit().offset();
  }
}
