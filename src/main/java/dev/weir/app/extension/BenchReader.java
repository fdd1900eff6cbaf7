package dev.weir.app.extension;

import dev.weir.chemistry.Reagents;
import java.nio.file.Path;

/** Reads the daemon's reactor files for an extension; found through the service loader. */
public interface BenchReader {
  /**
   * Returns the bench that a reactor file describes, with the file's own simulation settings; a
   * file of a real bench has none.
   *
   * @param reactor the reactor file
   * @param reagents which species the plant reacts: a reactor file names stocks, not their parts
   * @param seed of every random number of the plant
   * @throws dev.weir.yaml.YamlException when the file is wrong, with one line for each fault
   */
  BenchDescription read(Path reactor, Reagents reagents, long seed);
}
