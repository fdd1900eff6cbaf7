package dev.weir.app.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.campaign.CampaignEvent;
import dev.weir.experiment.RunEvent;
import dev.weir.journal.JournalEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Events as they were written before there were ramps, read and written again to the same bytes.
 */
final class OlderRunEventsTest {
  private static final String CONDITIONS =
      """
      {"feedComposition":0.6,"residenceTime":{"seconds":1200.0},"temperature":{"celsius":79.0},\
      "totalMonomer":{"molesPerLitre":2.0},"initiator":{"molesPerLitre":0.04}}""";

  private static final String STARTED =
      """
      {"RunStarted":{"campaign":"styrene-mma","run":1,"requested":%s,"setpoints":{"flows":\
      {"mma":{"microlitresPerMinute":120.0}},"bath":{"celsius":79.0}}}}"""
          .formatted(CONDITIONS);

  private static final String ACCEPTED =
      """
      {"RunAccepted":{"campaign":"styrene-mma","observation":{"run":1,"requested":%s,"achieved":%s,\
      "outcome":{"conversion1":{"value":0.35612,"standardDeviation":0.005},"conversion2":\
      {"value":0.41575,"standardDeviation":0.005},"copolymerComposition":0.5623361721389998,\
      "copolymerCompositionDeviation":0.004549873690414576,"conversion":0.379972,\
      "conversionDeviation":0.0036055512754639895},"steadyState":{"proven":true,"washout":0.98,\
      "temperatureSlopeKelvinsPerMinute":-4.1E-5,"temperatureDeviationKelvins":0.006,\
      "pressureSlopeBarsPerMinute":9.6E-4,"pressureDeviationBars":0.01,"reason":"steady"},\
      "sample":"styrene-mma-run-001","startedAt":"2026-01-01T00:32:28.600Z",\
      "sampledAt":"2026-01-01T01:04:10Z","waited":{"seconds":1575.0},\
      "used":{"mma":{"microlitres":3268.6}},"contentHash":"84da"}}}"""
          .formatted(CONDITIONS, CONDITIONS);

  private static final String ASKED =
      """
      {"PointAsked":{"campaign":"styrene-mma","conditions":%s,"operator":"Ada","reason":"why not"}}"""
          .formatted(CONDITIONS);

  private static final String MADE =
      """
      {"ProposalMade":{"campaign":"styrene-mma","index":0,"proposal":{"conditions":%s,\
      "source":"INITIAL_DESIGN","acquisition":0.0,"seed":1,"observations":0,"reason":"first"}}}"""
          .formatted(CONDITIONS);

  @Test
  void theyAreReadAsRunsWithoutARamp() {
    assertThat(((RunEvent.RunStarted) read(STARTED)).ramp()).isEmpty();
    assertThat(((RunEvent.RunAccepted) read(ACCEPTED)).observation().ramp()).isEmpty();
    assertThat(((RunEvent.RunAccepted) read(ACCEPTED)).observation().aliquot()).isEqualTo(1);
    assertThat(((CampaignEvent.PointAsked) read(ASKED)).ramp()).isEmpty();
    assertThat(((CampaignEvent.ProposalMade) read(MADE)).proposal().ramp()).isEmpty();
  }

  @Test
  void theyAreWrittenToTheSameBytes() {
    for (String text : new String[] {STARTED, ACCEPTED, ASKED, MADE}) {
      assertThat(new String(WeirEvents.types().encode(read(text)), StandardCharsets.UTF_8))
          .isEqualTo(text);
    }
  }

  private static JournalEvent read(String text) {
    return WeirEvents.types().decode(text.getBytes(StandardCharsets.UTF_8));
  }
}
