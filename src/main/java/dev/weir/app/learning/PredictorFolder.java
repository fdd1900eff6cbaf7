package dev.weir.app.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.Hashes;
import dev.weir.app.terminal.JsonFile;
import dev.weir.app.terminal.TextFile;
import dev.weir.learn.data.RunFile;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.registry.PredictorRecord;
import dev.weir.learn.registry.Registry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;

/**
 * The registry of predictors on disk: {@code predictors/registry.json} and, beside it, each run
 * table that was learnt, named by its hash. A predictor is trained again from its table and seed
 * when it is needed; that takes seconds and gives the same one.
 */
public final class PredictorFolder {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path folder;

  public PredictorFolder(Path data) {
    folder = data.resolve("predictors");
  }

  /** Returns what was trained so far. */
  public Registry registry() {
    Path file = folder.resolve("registry.json");
    if (!Files.exists(file)) {
      return Registry.EMPTY;
    }
    try {
      return MAPPER.readValue(TextFile.read(file), Registry.class);
    } catch (JsonProcessingException e) {
      throw new BadDataException(file + ": is not a registry: " + e.getOriginalMessage());
    }
  }

  /**
   * Does something with the registry while no other program changes it.
   *
   * @param change takes the present registry; it keeps what it changes itself
   */
  public <T> T change(Function<Registry, T> change) {
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        return change.apply(registry());
      }
    } catch (IOException e) {
      throw new BadDataException(folder + ": cannot be written: " + e.getMessage());
    }
  }

  /** Keeps a table under its hash and then the registry. */
  public void keep(Registry registry, RunTable table) {
    try {
      Files.createDirectories(folder);
      String text = RunFile.write(table);
      Files.writeString(folder.resolve(Hashes.sha256(text) + ".csv"), text);
    } catch (IOException e) {
      throw new BadDataException(folder + ": cannot be written: " + e.getMessage());
    }
    keep(registry);
  }

  /** Keeps what a predictor expected of the runs while they were held out. */
  void keepHeldOut(PredictorRecord predictor, List<HeldOut> heldOut) {
    JsonFile.write(heldOutFile(predictor), heldOut);
  }

  /** Returns what a predictor expected of held-out runs; empty where it was not kept. */
  public List<HeldOut> heldOut(PredictorRecord predictor) {
    Path file = heldOutFile(predictor);
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return List.of(MAPPER.readValue(TextFile.read(file), HeldOut[].class));
    } catch (JsonProcessingException e) {
      throw new BadDataException(
          file + ": does not hold held-out predictions: " + e.getOriginalMessage());
    }
  }

  private Path heldOutFile(PredictorRecord predictor) {
    return folder.resolve("held-out-%d.json".formatted(predictor.number()));
  }

  /** Keeps the registry. */
  public void keep(Registry registry) {
    JsonFile.write(folder.resolve("registry.json"), registry);
  }

  /** Returns the table that a predictor learnt, after checking its hash. */
  public RunTable table(PredictorRecord predictor) {
    Path file = folder.resolve(predictor.dataHash() + ".csv");
    String text = TextFile.read(file);
    if (!Hashes.sha256(text).equals(predictor.dataHash())) {
      throw new BadDataException(file + ": was changed since predictor " + predictor.number());
    }
    return RunFile.read(file.toString(), text);
  }
}
