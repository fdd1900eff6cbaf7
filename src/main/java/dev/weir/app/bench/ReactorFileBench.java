package dev.weir.app.bench;

import dev.weir.app.extension.BenchDescription;
import dev.weir.app.extension.BenchReader;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.terminal.WeirHome;
import dev.weir.chemistry.Reagents;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import java.nio.file.Path;
import java.util.Map;

/** Reads reactor files for extensions; found through the service loader. */
public final class ReactorFileBench implements BenchReader {
  /** Called by the service loader. */
  public ReactorFileBench() {}

  @Override
  public BenchDescription read(Path reactor, Reagents reagents, long seed) {
    ReactorFile file = ReactorFile.read(WeirHome.find(reactor));
    Map<String, String> settings =
        switch (file.bench()) {
          case ReactorFile.Bench.Real _ -> Map.of();
          case ReactorFile.Bench.Simulated simulated -> simulated.settings();
        };
    return describe(file, reagents, settings, seed);
  }

  /** Returns what a virtual bench must know to stand in for the bench of a reactor file. */
  static BenchDescription describe(
      ReactorFile file, Reagents reagents, Map<String, String> settings, long seed) {
    return new BenchDescription(
        file.reactor(),
        file.lines(),
        file.devices().stream().map(ProfiledDevice::description).toList(),
        file.profileFolder(),
        reagents.monomer1(),
        reagents.monomer2(),
        reagents.initiator(),
        settings,
        seed);
  }
}
