package dev.weir.simulator.wire;

import dev.weir.device.line.CsvDropAnalyser;
import dev.weir.device.line.CsvDropSettings;
import dev.weir.device.line.DropFolder;
import dev.weir.simulator.plant.Aliquot;
import dev.weir.simulator.plant.NoiseSource;
import dev.weir.simulator.plant.PlantSettings;
import dev.weir.simulator.plant.VirtualPlant;
import dev.weir.units.TimeSpan;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * An analyser behind a drop folder: at a request it draws the aliquot that is at the sampling point
 * then, and later leaves its conversions with noise, and their standard deviation, as a file.
 *
 * <p>A monomer of which there is nothing at the sampling point gets an empty field: no analyser can
 * say its conversion. Owned by the thread that steps the bench.
 */
public final class SimulatedAnalyser {
  /** Sub-folder into which requests go once their aliquot is drawn. */
  static final String DRAWN = "drawn";

  private static final String FILE_ENDING = ".csv";
  private static final int MOST_WAITING = 1000;

  /** Decimals of a conversion in a result file. */
  private static final int DECIMALS = 5;

  private final DropFolder folder;
  private final CsvDropSettings format;
  private final VirtualPlant plant;
  private final PlantSettings.Analysing settings;
  private final NoiseSource noise;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private Duration extraDelay = Duration.ZERO;
  private boolean silent;
  private String lastError = "";

  private record Waiting(
      String sample, Instant due, Aliquot aliquot, double deviation1, double deviation2) {}

  /** An analyser of a plant at a folder. */
  public SimulatedAnalyser(
      DropFolder folder, CsvDropSettings format, VirtualPlant plant, NoiseSource noise) {
    this.folder = folder;
    this.format = format;
    this.plant = plant;
    this.settings = plant.description().settings().analysis();
    this.noise = noise;
  }

  /** Makes results of later requests take so much longer. */
  public void delayBeside(TimeSpan extra) {
    extraDelay = extra.toDuration();
  }

  /** Makes it lose what is due, or ends that. */
  public void silence(boolean wanted) {
    silent = wanted;
  }

  /** Remembers why the folder could not be used. */
  public void lastError(String reason) {
    lastError = reason;
  }

  /** Returns why the folder could not be used the last time; empty when it always could. */
  public String lastError() {
    return lastError;
  }

  /** Draws what is asked for and leaves what is due. */
  public void step(Instant now) throws IOException {
    for (DropFolder.DroppedFile request : folder.list(CsvDropAnalyser.REQUESTS)) {
      if (request.name().endsWith(FILE_ENDING) && waiting.size() < MOST_WAITING) {
        String sample = request.name().substring(0, request.name().length() - FILE_ENDING.length());
        folder.move(CsvDropAnalyser.REQUESTS, request.name(), DRAWN);
        Instant due = now.plus(settings.delay().toDuration()).plus(extraDelay);
        waiting.add(new Waiting(sample, due, plant.draw(), noise.gaussian(), noise.gaussian()));
      }
    }
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting next = each.next();
      if (!next.due().isAfter(now)) {
        each.remove();
        if (!silent) {
          leave(next);
        }
      }
    }
  }

  private void leave(Waiting result) throws IOException {
    String separator = String.valueOf(format.separator());
    String monomer1 = plant.description().monomer1().text();
    String monomer2 = plant.description().monomer2().text();
    String header =
        String.join(
            separator,
            List.of(
                "sample",
                "conversion_" + monomer1 + " [mol/mol]",
                "conversion_" + monomer2 + " [mol/mol]",
                "standard_deviation [mol/mol]"));
    String row =
        String.join(
            separator,
            List.of(
                result.sample(),
                shown(result.aliquot().conversion1(), result.deviation1()),
                shown(result.aliquot().conversion2(), result.deviation2()),
                decimal(settings.noise().value())));
    folder.write(
        CsvDropAnalyser.RESULTS,
        result.sample() + FILE_ENDING,
        (header + "\r\n" + row + "\r\n").getBytes(format.charset()));
  }

  private String shown(OptionalDouble conversion, double deviation) {
    return conversion.isEmpty()
        ? ""
        : decimal(conversion.getAsDouble() + deviation * settings.noise().value());
  }

  private String decimal(double value) {
    return BigDecimal.valueOf(value)
        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
        .toPlainString()
        .replace('.', format.decimal());
  }
}
