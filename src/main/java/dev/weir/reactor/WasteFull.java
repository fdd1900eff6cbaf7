package dev.weir.reactor;

import dev.weir.reactor.Finding.Reaction;
import dev.weir.units.Volume;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Interlock 19, waste full: everything that was pumped since the waste vessel was emptied last has
 * gone there. An alarm tells when nine tenths are used; the reactor trips while the flush of the
 * safe state still finds room. Without a capacity in the configuration nothing is judged.
 */
record WasteFull() implements Interlock {
  private static final double EARLY = 0.9;
  private static final String SOURCE = "waste";

  @Override
  public AlarmKind kind() {
    return AlarmKind.WASTE_FULL;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    Optional<Volume> capacity = evidence.description().wasteCapacity();
    if (capacity.isEmpty()) {
      return;
    }
    double most = capacity.get().microlitres();
    if (evidence.totalAsked() > 0.0 && evidence.wasted() >= most - evidence.flushVolume()) {
      findings.accept(
          new Finding(AlarmKind.WASTE_FULL, SOURCE, text(evidence), Reaction.FLUSH_TRIP));
    } else if (evidence.wasted() >= EARLY * most) {
      findings.accept(new Finding(AlarmKind.WASTE_FULL, SOURCE, text(evidence), Reaction.ALARM));
    }
  }

  private static String text(Evidence evidence) {
    return "the waste vessel holds %s of %s, a flush needs %s"
        .formatted(
            new Volume(evidence.wasted()).print(1),
            evidence.description().wasteCapacity().map(volume -> volume.print(1)).orElse("-"),
            new Volume(evidence.flushVolume()).print(1));
  }

  @Override
  public Optional<String> refusesClear(Evidence evidence, String source) {
    return evidence
        .description()
        .wasteCapacity()
        .filter(capacity -> evidence.wasted() >= capacity.microlitres() - evidence.flushVolume())
        .map(_ -> text(evidence) + "; empty it and say so first");
  }
}
