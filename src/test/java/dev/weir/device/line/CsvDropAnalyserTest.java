package dev.weir.device.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.device.Analysis;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.LinkState;
import dev.weir.device.SampleName;
import dev.weir.device.Wanted;
import dev.weir.time.SteppedClock;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvDropAnalyserTest {
  private static final String HEADER =
      "sample,conversion_MMA [mol/mol],conversion_St [mol/mol],standard_deviation [mol/mol]\n";
  private static final DeviceName UHPLC = new DeviceName("uhplc");

  private final SteppedClock clock = new SteppedClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final MemoryDropFolder folder = new MemoryDropFolder();
  private final List<DeviceReport> reports = new ArrayList<>();

  private CsvDropAnalyser analyser = analyser(Map.of());

  private CsvDropAnalyser analyser(Map<String, String> parameters) {
    return new CsvDropAnalyser(
        new LineName("drop"),
        UHPLC,
        folder,
        CsvDropSettings.of(parameters, List.of("St", "MMA")),
        reports::add);
  }

  private void run(Duration time) {
    Instant until = clock.now().plus(time);
    while (clock.now().isBefore(until)) {
      analyser.doWork(clock.now());
      clock.advance(Duration.ofMillis(100));
    }
  }

  private void ask(String sample) {
    want(new Wanted.Analysing(new SampleName(sample)));
  }

  private void want(Wanted wanted) {
    analyser.post(new DeviceRequest(UHPLC, wanted, clock.now().plusSeconds(1)));
    analyser.doWork(clock.now());
  }

  private List<Analysis> arrived() {
    return reports.stream()
        .filter(DeviceReport.AnalysisArrived.class::isInstance)
        .map(report -> ((DeviceReport.AnalysisArrived) report).analysis())
        .toList();
  }

  private List<String> refused() {
    return reports.stream()
        .filter(DeviceReport.AnalysisRefused.class::isInstance)
        .map(report -> ((DeviceReport.AnalysisRefused) report).reason())
        .toList();
  }

  private String onlyRefusal() {
    assertThat(arrived()).isEmpty();
    assertThat(refused()).hasSize(1);
    assertThat(folder.names("refused")).hasSize(1);
    assertThat(folder.names("results")).isEmpty();
    return refused().getFirst();
  }

  @Test
  void aSampleIsRequestedOnceHoweverOftenItIsWanted() throws IOException {
    ask("run-1");
    want(new Wanted.Observed());
    ask("run-1");
    run(Duration.ofSeconds(10));

    assertThat(folder.names("requests")).containsExactly("run-1.csv");
    assertThat(folder.text("requests", "run-1.csv"))
        .isEqualTo(
            "sample,requested_at,result_columns\r\n"
                + "run-1,2026-01-01T00:00:00Z,sample | conversion_MMA [mol/mol] | conversion_St [mol/mol]"
                + " | standard_deviation [mol/mol]\r\n");
    assertThat(analyser.statistics().exchanges()).isEqualTo(1);
  }

  @Test
  void aResultIsTakenOnceItHasSettled() {
    ask("run-1");
    folder.puts("a.csv", HEADER + "run-1,0.431,0.398,0.010\n");
    run(Duration.ofSeconds(2));
    assertThat(arrived()).isEmpty();

    run(Duration.ofSeconds(4));

    Analysis analysis = arrived().getFirst();
    assertThat(analysis.sample()).isEqualTo(new SampleName("run-1"));
    assertThat(analysis.conversions())
        .containsEntry("MMA", new Analysis.MeasuredConversion(0.431, 0.01))
        .containsEntry("St", new Analysis.MeasuredConversion(0.398, 0.01));
    assertThat(analysis.contentHash()).hasSize(64);
    assertThat(folder.names("taken")).containsExactly("a.csv");
    assertThat(folder.names("results")).isEmpty();
  }

  @Test
  void aGrowingFileIsLeftUntilItStopsGrowing() {
    ask("run-1");
    StringBuilder text = new StringBuilder(HEADER);
    for (char next : "run-1,0.431,0.398".toCharArray()) {
      text.append(next);
      folder.puts("a.csv", text.toString());
      run(Duration.ofMillis(1500));
    }
    assertThat(reports.stream().filter(report -> !(report instanceof DeviceReport.LinkChanged)))
        .isEmpty();

    folder.puts("a.csv", text + ",0.010\n");
    run(Duration.ofSeconds(6));

    assertThat(arrived()).hasSize(1);
  }

  @Test
  void aFileCutOffInsideANumberIsRefusedAfterSomePatience() {
    ask("run-1");
    folder.puts("a.csv", HEADER + "run-1,0.431,0.398,0.0");
    run(Duration.ofSeconds(8));
    assertThat(refused()).isEmpty();

    run(Duration.ofSeconds(6));

    assertThat(onlyRefusal()).contains("'a.csv'", "cut off");
  }

  @Test
  void aFileThatItsWriterMarksAsUnfinishedIsLeftAlone() {
    ask("run-1");
    folder.puts("a.csv.part", HEADER + "run-1,0.431,0.398,0.010\n");
    folder.puts(".a.csv", HEADER + "run-1,0.431,0.398,0.010\n");
    run(Duration.ofMinutes(1));

    assertThat(folder.names("results")).hasSize(2);
    assertThat(arrived()).isEmpty();
  }

  @Test
  void theSameFileTwiceIsTakenOnce() {
    ask("run-1");
    folder.puts("a.csv", HEADER + "run-1,0.431,0.398,0.010\n");
    run(Duration.ofSeconds(6));
    folder.puts("a.csv", HEADER + "run-1,0.431,0.398,0.010\n");
    run(Duration.ofSeconds(6));

    assertThat(arrived()).hasSize(1);
    assertThat(refused()).isEmpty();
    assertThat(folder.names("taken")).hasSize(2);
    assertThat(analyser.statistics().late()).isEqualTo(1);
  }

  @Test
  void aSecondResultWithOtherNumbersIsRefused() {
    ask("run-1");
    folder.puts("a.csv", HEADER + "run-1,0.431,0.398,0.010\n");
    run(Duration.ofSeconds(6));
    folder.puts("b.csv", HEADER + "run-1,0.500,0.398,0.010\n");
    run(Duration.ofSeconds(6));

    assertThat(arrived()).hasSize(1);
    assertThat(refused())
        .singleElement()
        .asString()
        .contains("'b.csv'", "'run-1'", "other numbers");
    assertThat(folder.names("refused")).containsExactly("b.csv");
  }

  @Test
  void aFileWithOneBadRowIsRefusedAsAWhole() {
    ask("run-1");
    ask("run-2");
    folder.puts("a.csv", HEADER + "run-1,0.431,0.398,0.010\nrun-2,0.431,x,0.010\n");
    run(Duration.ofSeconds(6));

    assertThat(onlyRefusal()).contains("line 3", "conversion_St", "'x'");
  }

  @Test
  void severalSamplesInOneFileAreTakenTogether() {
    ask("run-1");
    ask("run-2");
    folder.puts("a.csv", HEADER + "run-1,0.431,0.398,0.010\nrun-2,0.5,0.4,0.010\n");
    run(Duration.ofSeconds(6));

    assertThat(arrived())
        .extracting(analysis -> analysis.sample().text())
        .containsExactly("run-1", "run-2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "run-9,0.4,0.4,0.01 | 'run-9' was not asked for since the start, did you mean 'run-1'",
        "../../etc/passwd,0.4,0.4,0.01 | a sample name is",
        "run-1,1.3,0.4,0.01 | line 2: conversion must be from -0.2 to 1.2 mol/mol, was 1.3",
        "run-1,-0.3,0.4,0.01 | line 2: conversion must be from -0.2 to 1.2 mol/mol, was -0.3",
        "run-1,NaN,0.4,0.01 | 'NaN' is not a number",
        "run-1,Infinity,0.4,0.01 | 'Infinity' is not a number",
        "run-1,----,0.4,0.01 | '----' is not a number",
        "run-1,0x1p3,0.4,0.01 | '0x1p3' is not a number",
        "run-1,0.4d,0.4,0.01 | '0.4d' is not a number",
        "run-1,,0.4,0.01 | '' is not a number",
        "run-1,0,4,0.4,0.01 | line 2 has 5 columns, the header has 4",
        "run-1,\"0,4\",0.4,0.01 | '0,4' is not a number with decimal '.'",
        "run-1,0.4,0.4,-0.01 | standard deviation",
        "run-1,0.4,0.4 | line 2 has 3 columns",
        "run-1,\"0.4,0.4,0.01 | a quote is not closed",
        "run-1,0.4\u0007,0.4,0.01 | control character 0x07",
      })
  void aWrongRowIsRefusedWithItsReason(String row, String reason) {
    ask("run-1");
    folder.puts("a.csv", HEADER + row + "\n");
    run(Duration.ofSeconds(6));

    assertThat(onlyRefusal()).contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sample,conversion_MAM [mol/mol],conversion_St [mol/mol] | unknown column 'conversion_MAM', did you mean"
            + " 'conversion_MMA'",
        "sample,conversion_MMA,conversion_St [mol/mol] | column 'conversion_MMA' has no unit",
        "sample,conversion_MMA [bar],conversion_St [mol/mol] | 'bar' is not a unit of fraction",
        "sample,conversion_MMA [mol/mol] | column 'conversion_St' is missing",
        "conversion_MMA [mol/mol],conversion_St [mol/mol] | column 'sample' is missing",
        "sample,sample,conversion_MMA [mol/mol],conversion_St [mol/mol] | column 'sample' is there twice",
        "sample,conversion_MMA [mol/mol],conversion_St [mol/mol],area [mAU] | unknown column 'area'",
      })
  void aWrongHeaderIsRefusedWithItsReason(String header, String reason) {
    ask("run-1");
    folder.puts("a.csv", header + "\nrun-1,0.4,0.4,0.01\n");
    run(Duration.ofSeconds(6));

    assertThat(onlyRefusal()).contains(reason);
  }

  @Test
  void emptyFilesLinksOtherFormsAndGiantsAreRefused() {
    ask("run-1");
    folder.puts("empty.csv", "");
    folder.puts("header.csv", HEADER);
    folder.puts("giant.csv", "x".repeat(CsvDropAnalyser.RESULT_BYTES_AT_MOST + 1));
    folder.puts("report.pdf", "%PDF");
    folder.puts("bad.csv", "sample;\u00e9\n", StandardCharsets.ISO_8859_1);
    folder.putsLink("passwd.csv");
    run(Duration.ofSeconds(14));

    assertThat(arrived()).isEmpty();
    assertThat(refused())
        .anySatisfy(text -> assertThat(text).contains("'empty.csv'", "empty"))
        .anySatisfy(text -> assertThat(text).contains("'header.csv'", "no rows"))
        .anySatisfy(text -> assertThat(text).contains("'giant.csv'", "262145 bytes"))
        .anySatisfy(text -> assertThat(text).contains("'report.pdf'", ".csv"))
        .anySatisfy(text -> assertThat(text).contains("'bad.csv'", "UTF-8"))
        .anySatisfy(text -> assertThat(text).contains("'passwd.csv'", "link"))
        .hasSize(6);
    assertThat(folder.names("results")).isEmpty();
  }

  @Test
  void aShiftJisFileWithDecimalCommasIsReadAsConfiguredWhateverTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      analyser = analyser(Map.of("decimal", "comma", "charset", "Shift_JIS"));
      ask("run-1");
      folder.puts(
          "結果.csv",
          "sample;conversion_MMA [%];conversion_St [mol/mol]\r\n\"run-1\";43,1;0,398\r\n",
          Charset.forName("Shift_JIS"));
      run(Duration.ofSeconds(6));
    } finally {
      Locale.setDefault(before);
    }

    assertThat(refused()).isEmpty();
    assertThat(arrived().getFirst().conversions().values())
        .satisfiesExactly(
            mma -> assertThat(mma.value()).isCloseTo(0.431, within(1e-12)),
            st -> assertThat(st).isEqualTo(new Analysis.MeasuredConversion(0.398, 0.0)));
  }

  @Test
  void aDecimalPointIsRefusedWhereACommaIsConfigured() {
    analyser = analyser(Map.of("decimal", "comma"));
    ask("run-1");
    folder.puts(
        "a.csv", "sample;conversion_MMA [mol/mol];conversion_St [mol/mol]\nrun-1;0.431;0.398\n");
    run(Duration.ofSeconds(6));

    assertThat(onlyRefusal()).contains("'0.431' is not a number with decimal ','");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheHeader() {
    ask("run-1");
    folder.puts("a.csv", "\uFEFF" + HEADER + "run-1,0.431,0.398,0.010\n");
    run(Duration.ofSeconds(6));

    assertThat(arrived()).hasSize(1);
  }

  @Test
  void aFolderThatGoesAwayIsOfflineUntilItIsBack() {
    run(Duration.ofSeconds(3));
    folder.unmounted(true);
    ask("run-1");
    run(Duration.ofSeconds(9));
    folder.unmounted(false);
    run(Duration.ofSeconds(3));

    assertThat(
            reports.stream()
                .map(
                    report ->
                        report instanceof DeviceReport.LinkChanged changed
                            ? changed.state()
                            : LinkState.FAULT))
        .containsExactly(LinkState.CONNECTING, LinkState.READY, LinkState.OFFLINE, LinkState.READY);
    assertThat(folder.names("requests")).as("the request was kept").containsExactly("run-1.csv");
    assertThat(analyser.statistics().lastError()).contains("/drop is not there");
  }

  @Test
  void anAnalyserIsSafeByItselfAndCannotPump() {
    want(new Wanted.Safe());
    assertThat(reports).contains(new DeviceReport.MadeSafe(UHPLC, true, clock.now()));
    want(new Wanted.Pumping(new dev.weir.units.FlowRate(1)));

    assertThat(reports.getLast()).isInstanceOf(DeviceReport.DeviceFault.class);
  }

  @Test
  void aNameThatIsNoPlainTextDoesNotReachTheLog() {
    ask("run-1");
    folder.puts("a\n\u001b[31m.csv", HEADER + "x\n");
    run(Duration.ofSeconds(6));

    assertThat(onlyRefusal()).contains("a..[31m.csv").doesNotContain("\n").doesNotContain("\u001b");
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> CsvDropSettings.of(Map.of("decimals", "comma"), List.of("MMA")))
        .hasMessage("unknown parameter 'decimals', did you mean 'decimal'?");
    assertThatThrownBy(() -> CsvDropSettings.of(Map.of("decimal", "coma"), List.of("MMA")))
        .hasMessageContaining("did you mean 'comma'?");
    assertThatThrownBy(
            () ->
                CsvDropSettings.of(
                    Map.of("decimal", "comma", "separator", "comma"), List.of("MMA")))
        .hasMessageContaining("separator and decimal are both ','");
    assertThatThrownBy(() -> CsvDropSettings.of(Map.of("settle", "2"), List.of("MMA")))
        .hasMessageContaining("has no unit");
    assertThatThrownBy(() -> CsvDropSettings.of(Map.of("charset", "klingon"), List.of("MMA")))
        .hasMessageContaining("'klingon'");
    assertThatThrownBy(() -> CsvDropSettings.of(Map.of("poll_every", "1 ms"), List.of("MMA")))
        .hasMessageContaining("0.1 s to 10 min");
    assertThatThrownBy(() -> CsvDropSettings.plain(List.of()))
        .hasMessageContaining("at least one monomer");
  }
}
