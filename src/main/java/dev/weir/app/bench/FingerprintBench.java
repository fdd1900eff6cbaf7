package dev.weir.app.bench;

import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.fingerprint.StructureFingerprint;
import dev.weir.materials.structure.template.StructureEntry;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much processor time the fingerprint of a structure takes. One thread. */
final class FingerprintBench {
  private static final int MOST = 400;
  private static final int WARM_UP = 200;

  private final Map<Integer, List<Double>> millis = new LinkedHashMap<>();

  /** Measures structures with a number of atoms, after others have warmed the program up. */
  void run(List<StructureEntry> known, List<Integer> sizes) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    known.stream()
        .filter(entry -> entry.size() == 20)
        .limit(WARM_UP)
        .forEach(entry -> StructureFingerprint.of(entry.structure()));
    for (int size : sizes) {
      List<Double> times = new ArrayList<>();
      for (StructureEntry entry :
          known.stream().filter(one -> one.size() == size).limit(MOST).toList()) {
        CrystalStructure structure = entry.structure();
        long began = threads.getCurrentThreadCpuTime();
        StructureFingerprint.of(structure);
        times.add((threads.getCurrentThreadCpuTime() - began) / 1e6);
      }
      times.sort(null);
      millis.put(size, times);
    }
  }

  /** Prints the table. */
  void print(PrintWriter out) {
    out.printf("| atoms | structures | median | 95 %% below |%n|---|---|---|---|%n");
    millis.forEach(
        (size, times) -> {
          if (!times.isEmpty()) {
            out.printf(
                Locale.ROOT,
                "| %d | %d | %.2f ms | %.2f ms |%n",
                size,
                times.size(),
                quantile(times, 0.5),
                quantile(times, 0.95));
          }
        });
    out.flush();
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.get((int) (share * (sorted.size() - 1)));
  }

  /** Returns the figures by name. */
  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    millis.forEach(
        (size, times) -> {
          if (!times.isEmpty()) {
            figures.put("fingerprint_cpu_ms_%d_atoms".formatted(size), quantile(times, 0.5));
          }
        });
    return figures;
  }
}
