package dev.weir.app.bench;

import dev.weir.app.file.CampaignFile;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.file.WeirEvents;
import dev.weir.app.laboratory.Laboratory;
import dev.weir.app.laboratory.VirtualCampaign;
import dev.weir.app.laboratory.VirtualLab;
import dev.weir.app.terminal.WeirHome;
import dev.weir.device.DeviceReport;
import dev.weir.device.line.LineRunner;
import dev.weir.device.line.Transport;
import dev.weir.journal.Journal;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The whole lab's cycle at 10 Hz, control agent, its own seven devices and the journal on the disk,
 * beside other lines whose devices are asked as often as a profile may ask.
 */
final class CycleBesideDevices {
  private static final Duration CYCLE = Duration.ofMillis(100);
  private static final int CYCLES_PER_SECOND = 10;

  /** The shortest period that a profile may poll at. */
  private static final String FASTEST = "10 ms";

  private final int devices;
  private final SystemClock clock;

  CycleBesideDevices(int devices, SystemClock clock) {
    this.devices = devices;
    this.clock = clock;
  }

  /**
   * What the cycles were like.
   *
   * @param late how late each began, in µs, sorted
   * @param took how long each took, in µs, sorted
   * @param readings how many readings the other lines brought
   */
  record Cycles(List<Double> late, List<Double> took, long readings) {
    Cycles {
      late = List.copyOf(late);
      took = List.copyOf(took);
    }
  }

  Cycles measure(int seconds) throws IOException {
    CampaignFile campaign =
        CampaignFile.read(WeirHome.find(Path.of("config/campaigns/styrene-mma.yaml")));
    Laboratory.Plan plan =
        new Laboratory.Plan(
            ReactorFile.read(WeirHome.find(Path.of("config/reactors/simulated.yaml"))),
            campaign.description(),
            1,
            new Laboratory.Bench(1.0, true),
            List.of(),
            VirtualCampaign.START);
    Path folder = Files.createTempDirectory("weir-bench");
    ConcurrentLinkedQueue<DeviceReport> mailbox = new ConcurrentLinkedQueue<>();
    List<AutoCloseable> open = new ArrayList<>();
    try (Journal journal = Journal.open(folder, WeirEvents.types());
        VirtualLab lab = VirtualLab.open(new VirtualLab.Order(plan, campaign, 1, journal, true))) {
      for (int i = 0; i < devices; i++) {
        PromptPeer peer = new PromptPeer();
        open.add(peer);
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        LineRunner runner =
            new BenchedLine(new Transport.Tcp(host, peer.port()), clock)
                .runner(Integer.toString(i), FASTEST, mailbox::add);
        open.addFirst(runner);
        runner.start();
      }
      return cycles(lab, mailbox, CYCLES_PER_SECOND * seconds);
    } finally {
      for (AutoCloseable each : open) {
        closed(each);
      }
    }
  }

  private Cycles cycles(VirtualLab lab, ConcurrentLinkedQueue<DeviceReport> mailbox, int count) {
    double[] late = new double[count];
    double[] took = new double[count];
    long readings = 0;
    Instant next = clock.now().plus(CYCLE);
    for (int cycle = 0; cycle < count; cycle++) {
      clock.waitUntil(next);
      late[cycle] = Duration.between(next, clock.now()).toNanos() / 1e3;
      long began = clock.nanoseconds();
      while (mailbox.poll() != null) {
        readings++;
      }
      lab.step();
      took[cycle] = (clock.nanoseconds() - began) / 1e3;
      next = next.plus(CYCLE);
    }
    return new Cycles(sorted(late), sorted(took), readings);
  }

  private static List<Double> sorted(double[] values) {
    return Arrays.stream(values).sorted().boxed().toList();
  }

  private static void closed(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot be closed: " + e.getMessage(), e);
    }
  }
}
