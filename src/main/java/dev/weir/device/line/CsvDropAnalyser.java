package dev.weir.device.line;

import dev.weir.device.Analysis;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.SampleName;
import dev.weir.device.Wanted;
import dev.weir.device.line.DropFolder.DroppedFile;
import dev.weir.device.line.QuietLog.Topic;
import dev.weir.yaml.DidYouMean;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The agent of an analyser whose data system hands results over as CSV files in a watched folder.
 *
 * <p>Asked for a sample, it leaves {@code requests/SAMPLE.csv} once. It looks into {@code results/}
 * every few seconds and reads a file when its size and time of change have stayed the same for the
 * settling time; one that looks unfinished is given {@link #UNFINISHED_PATIENCE} settling times. A
 * file that is right (see {@link ResultTable}) goes to {@code taken/} and is reported; any other
 * goes to {@code refused/} and is reported with the reason: unreadable, too large, a link, a sample
 * that was not asked for since the start, or a second result with other numbers. The same result
 * handed over again is taken away without a word. Samples are matched by name, never by time.
 *
 * <p>An analyser moves nothing: it is always safe, and a lease that ends only means that no new
 * request is left. Owned by one line thread, except {@link #post} and {@link #statistics}.
 */
public final class CsvDropAnalyser implements Line {
  /** Sub-folder for the requests. */
  public static final String REQUESTS = "requests";

  /** Sub-folder in which results are found. */
  public static final String RESULTS = "results";

  /** Sub-folder of the results that were taken over. */
  public static final String TAKEN = "taken";

  /** Sub-folder of the results that were refused. */
  public static final String REFUSED = "refused";

  /** Largest result file, in bytes. */
  static final int RESULT_BYTES_AT_MOST = 1 << 18;

  /** Settling times after which a file that looks unfinished is refused. */
  static final int UNFINISHED_PATIENCE = 5;

  /** Samples that are remembered; the oldest is forgotten first. */
  static final int SAMPLES_AT_MOST = 1000;

  /** Most result files dealt with at one look. */
  static final int FILES_PER_LOOK_AT_MOST = 16;

  private final LineName name;
  private final DeviceName device;
  private final DropFolder folder;
  private final CsvDropSettings settings;
  private final Consumer<DeviceReport> reports;
  private final ResultTable table;
  private final LinkCounters counters = new LinkCounters();
  private final QuietLog log;
  private final AtomicReference<Optional<DeviceRequest>> slot =
      new AtomicReference<>(Optional.empty());

  private final Map<SampleName, Asked> asked = new LinkedHashMap<>();
  private final Deque<SampleName> toRequest = new ArrayDeque<>();
  private final Map<String, Seen> seen = new HashMap<>();
  private Optional<Wanted> given = Optional.empty();
  private LinkState link = LinkState.OFFLINE;
  private boolean begun;
  private boolean everReady;
  private Instant nextLook = Instant.MIN;
  private Instant lastNow = Instant.MIN;

  /** A sample that was asked for, and its result once it is there. */
  private static final class Asked {
    private final Instant at;
    private Optional<Analysis> result = Optional.empty();

    Asked(Instant at) {
      this.at = at;
    }
  }

  /**
   * A file as it was seen.
   *
   * @param bytes its size
   * @param modifiedAt its time of change on the disk's clock, only ever compared with itself
   * @param since when it was first seen so, on the plant's clock
   */
  private record Seen(long bytes, Instant modifiedAt, Instant since) {}

  /**
   * Makes the agent of one analyser; nothing is touched before the first {@link #doWork}.
   *
   * @param name the line's name
   * @param device the analyser
   * @param folder where files are handed over
   * @param settings their form
   * @param reports takes what happens, on the thread that drives the line; must not wait
   */
  public CsvDropAnalyser(
      LineName name,
      DeviceName device,
      DropFolder folder,
      CsvDropSettings settings,
      Consumer<DeviceReport> reports) {
    this.name = name;
    this.device = device;
    this.folder = folder;
    this.settings = settings;
    this.reports = reports;
    this.table = new ResultTable(settings);
    this.log = new QuietLog(name);
  }

  @Override
  public LineName name() {
    return name;
  }

  @Override
  public void post(DeviceRequest request) {
    if (!request.device().equals(device)) {
      throw new IllegalArgumentException(
          "device '%s' is not on line '%s'".formatted(request.device(), name));
    }
    slot.set(Optional.of(request));
  }

  @Override
  public LinkStatistics statistics() {
    return counters.snapshot();
  }

  @Override
  public int doWork(Instant now) {
    lastNow = now;
    int work = takeWish(now);
    if (!begun) {
      begun = true;
      moveTo(LinkState.CONNECTING, "looking for the folder", now);
    }
    if (now.isBefore(nextLook) && (toRequest.isEmpty() || link != LinkState.READY)) {
      return work;
    }
    try {
      leaveRequests();
      if (!now.isBefore(nextLook)) {
        nextLook = now.plus(settings.pollEvery());
        look(now);
      }
      moveTo(LinkState.READY, "the folder is usable", now);
    } catch (IOException e) {
      String reason = CleanText.of(e.getClass().getSimpleName() + ": " + e.getMessage());
      counters.lastError(reason);
      log.warn(Topic.FOLDER, reason, now);
      moveTo(LinkState.OFFLINE, reason, now);
    }
    return work + 1;
  }

  @Override
  public void close() {
    moveTo(LinkState.OFFLINE, "the line was closed", lastNow);
  }

  private void moveTo(LinkState next, String reason, Instant now) {
    if (link == next) {
      return;
    }
    if (next == LinkState.READY) {
      if (everReady) {
        counters.reconnects.increment();
      }
      everReady = true;
    }
    link = next;
    reports.accept(new DeviceReport.LinkChanged(device, next, reason, now));
  }

  private int takeWish(Instant now) {
    if (slot.getAcquire().isEmpty()) {
      return 0;
    }
    Optional<DeviceRequest> request = slot.getAndSet(Optional.empty());
    if (request.isEmpty() || !now.isBefore(request.get().leaseUntil())) {
      return 0;
    }
    Wanted wanted = request.get().wanted();
    if (!given.equals(Optional.of(wanted))) {
      given = Optional.of(wanted);
      take(wanted, now);
    }
    return 1;
  }

  private void take(Wanted wanted, Instant now) {
    switch (wanted) {
      case Wanted.Analysing(SampleName sample) -> ask(sample, now);
      case Wanted.Observed() -> {}
      case Wanted.Safe() -> reports.accept(new DeviceReport.MadeSafe(device, true, now));
      case Wanted.Pumping pumping -> cannot(pumping, now);
      case Wanted.Tempering tempering -> cannot(tempering, now);
    }
  }

  private void cannot(Wanted wanted, Instant now) {
    reports.accept(
        new DeviceReport.DeviceFault(
            device, FaultClass.REFUSED_STATE, "an analyser cannot do " + wanted, now));
  }

  private void ask(SampleName sample, Instant now) {
    if (asked.containsKey(sample)) {
      return;
    }
    if (asked.size() == SAMPLES_AT_MOST) {
      asked.remove(asked.keySet().iterator().next());
    }
    asked.put(sample, new Asked(now));
    toRequest.add(sample);
  }

  private void leaveRequests() throws IOException {
    while (!toRequest.isEmpty()) {
      SampleName sample = toRequest.getFirst();
      Asked request = asked.get(sample);
      if (request != null) {
        leaveRequest(sample, request.at);
      }
      toRequest.removeFirst();
    }
  }

  /**
   * Leaves a file with one row: the sample's name, when it was asked for, and the columns that the
   * result must have.
   */
  private void leaveRequest(SampleName sample, Instant at) throws IOException {
    String columns =
        settings.monomers().stream()
            .map(monomer -> " | conversion_" + monomer + " [mol/mol]")
            .collect(Collectors.joining("", "sample", " | standard_deviation [mol/mol]"));
    String separator = String.valueOf(settings.separator());
    String text =
        String.join(separator, "sample", "requested_at", "result_columns")
            + "\r\n"
            + String.join(
                separator, sample.text(), at.truncatedTo(ChronoUnit.SECONDS).toString(), columns)
            + "\r\n";
    try {
      folder.write(REQUESTS, sample.text() + ".csv", text.getBytes(StandardCharsets.UTF_8));
      counters.exchanges.increment();
    } catch (FileAlreadyExistsException e) {
      log.info("the request for sample " + sample + " is there already and is left as it is");
    }
  }

  private void look(Instant now) throws IOException {
    for (String irregular : folder.listIrregular(RESULTS)) {
      refuse(irregular, "it is a link or no plain file", now);
    }
    List<DroppedFile> files = folder.list(RESULTS);
    seen.keySet().retainAll(files.stream().map(DroppedFile::name).collect(Collectors.toSet()));
    int dealtWith = 0;
    for (DroppedFile file : files) {
      if (dealtWith == FILES_PER_LOOK_AT_MOST) {
        return;
      }
      if (!isInProgress(file.name()) && consider(file, now)) {
        seen.remove(file.name());
        dealtWith++;
      }
    }
  }

  /** Tells whether a name says that its writer has not finished. */
  private static boolean isInProgress(String file) {
    String lower = file.toLowerCase(Locale.ROOT);
    return lower.startsWith(".")
        || lower.startsWith("~")
        || lower.endsWith(".tmp")
        || lower.endsWith(".part")
        || lower.endsWith(".filepart");
  }

  /** Deals with a file if its time has come; tells whether it is gone from the folder. */
  private boolean consider(DroppedFile file, Instant now) throws IOException {
    if (file.bytes() > RESULT_BYTES_AT_MOST) {
      refuse(
          file.name(),
          "it has %d bytes, more than %d".formatted(file.bytes(), RESULT_BYTES_AT_MOST),
          now);
      return true;
    }
    Seen before = seen.get(file.name());
    if (before == null
        || before.bytes() != file.bytes()
        || !before.modifiedAt().equals(file.modifiedAt())) {
      before = new Seen(file.bytes(), file.modifiedAt(), now);
      seen.put(file.name(), before);
    }
    Duration still = Duration.between(before.since(), now);
    if (still.compareTo(settings.settle()) < 0) {
      return false;
    }
    if (!file.name().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      refuse(file.name(), "its name does not end with .csv", now);
      return true;
    }
    boolean patient = still.compareTo(settings.settle().multipliedBy(UNFINISHED_PATIENCE)) < 0;
    byte[] content;
    try {
      content = folder.read(RESULTS, file.name());
    } catch (IOException e) {
      // One file that cannot be read, taken away or still locked by its writer, must not stop the
      // others.
      if (!patient) {
        refuse(
            file.name(),
            "it cannot be read: " + e.getClass().getSimpleName() + ": " + e.getMessage(),
            now);
      }
      return !patient;
    }
    if (content.length != file.bytes() || (!ResultTable.isFinished(content) && patient)) {
      return false;
    }
    takeOver(file.name(), content, now);
    return true;
  }

  private void takeOver(String file, byte[] content, Instant now) throws IOException {
    List<Analysis> fresh;
    try {
      fresh = freshResults(table.read(content), sha256(content), now);
    } catch (UnreadableResult e) {
      refuse(file, String.valueOf(e.getMessage()), now);
      return;
    }
    folder.move(RESULTS, file, TAKEN);
    if (fresh.isEmpty()) {
      counters.late.increment();
    }
    for (Analysis analysis : fresh) {
      Asked request = asked.get(analysis.sample());
      if (request != null) {
        request.result = Optional.of(analysis);
      }
      counters.answered.increment();
      reports.accept(new DeviceReport.AnalysisArrived(device, analysis));
    }
  }

  /** Returns the results that are new; refuses the file when one of them cannot be right. */
  private List<Analysis> freshResults(List<ResultTable.Row> rows, String hash, Instant now)
      throws UnreadableResult {
    List<Analysis> fresh = new ArrayList<>();
    for (ResultTable.Row row : rows) {
      Asked request = asked.get(row.sample());
      if (request == null) {
        Collection<String> names = asked.keySet().stream().map(SampleName::text).toList();
        throw new UnreadableResult(
            "sample '%s' was not asked for since the start%s"
                .formatted(row.sample(), DidYouMean.hint(row.sample().text(), names)));
      }
      Analysis analysis = new Analysis(row.sample(), row.conversions(), hash, now);
      if (request.result.isEmpty()) {
        fresh.add(analysis);
      } else if (!request.result.get().conversions().equals(analysis.conversions())) {
        throw new UnreadableResult(
            "sample '%s' has a result already, with other numbers".formatted(row.sample()));
      }
    }
    return fresh;
  }

  private void refuse(String file, String reason, Instant now) throws IOException {
    folder.move(RESULTS, file, REFUSED);
    counters.garbled.increment();
    String text = CleanText.of("result file '" + file + "': " + reason);
    counters.lastError(text);
    log.warn(Topic.REFUSED, text, now);
    reports.accept(new DeviceReport.AnalysisRefused(device, text, now));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
