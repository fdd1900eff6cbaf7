package dev.weir.materials.structure.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.materials.structure.crystal.Crystals;
import dev.weir.materials.structure.matching.StructureMatcher;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class StructureLinesTest {
  private static final String SALT =
      """
      {"id":"a","formula":"ClNa","sg":225,"label":"1:1|225|1x1,1x1","split":"train",\
      "wyckoff":{"Na":"a","Cl":"b"},"lattice":[3.99,3.99,3.99,60,60,60],\
      "species":[["Na",1],["Cl",1]],"frac":[0,0,0,0.5,0.5,0.5]}
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void aLineIsReadWhateverThePacking() throws IOException {
    Path plain = folder.resolve("s.jsonl");
    Files.writeString(plain, SALT);
    Path zipped = folder.resolve("s.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(SALT.getBytes(StandardCharsets.UTF_8));
    }
    Path packed = folder.resolve("s.jsonl.xz");
    try (OutputStream out =
        new XZOutputStream(Files.newOutputStream(packed), new LZMA2Options(0))) {
      out.write(SALT.getBytes(StandardCharsets.UTF_8));
    }

    for (Path file : new Path[] {plain, zipped, packed}) {
      StructureLines.Reading reading = StructureLines.read(file);
      StructureEntry entry = reading.entries().getFirst();

      assertThat(reading.faults()).isEmpty();
      assertThat(entry.formula()).hasToString("NaCl");
      assertThat(entry.spaceGroup()).hasValue(225);
      assertThat(entry.part()).isEqualTo("train");
      assertThat(
              StructureMatcher.USUAL.matches(
                  entry.structure(), Crystals.rockSalt("Na", "Cl", 5.64)))
          .isTrue();
    }
  }

  @Test
  void aBadLineIsToldWithItsNumberAndTheOthersAreKept() throws IOException {
    Path file = folder.resolve("s.jsonl");
    String[] bad = {
      "{not json",
      SALT.replace("\"frac\":[0,0,0,", "\"frac\":[0,0,"),
      SALT.replace("[\"Na\",1]", "[\"Qq\",1]"),
      SALT.replace("ClNa", "ClNa2"),
      SALT.replace("60,60,60]", "60,60,600]"),
      SALT.replace("\"sg\":225", "\"sg\":300"),
      SALT.replace("\"lattice\"", "\"cell\""),
      SALT.replace("0.5,0.5,0.5", "0.5,null,0.5")
    };
    StringBuilder text = new StringBuilder();
    for (String line : bad) {
      text.append(line.strip()).append('\n');
    }
    Files.writeString(file, text + "\n" + SALT);

    StructureLines.Reading reading = StructureLines.read(file);

    assertThat(reading.entries()).hasSize(1);
    assertThat(reading.faults()).hasSize(bad.length);
    for (int i = 0; i < bad.length; i++) {
      assertThat(reading.faults().get(i)).startsWith("s.jsonl line " + (i + 1) + ": ");
    }
  }
}
