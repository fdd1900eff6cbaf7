package dev.weir.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.flow.FlowPath;
import dev.weir.flow.Ramp;
import dev.weir.units.Length;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RampCourseTest {
  private static final FlowPath PATH = path(1.0);

  @Test
  void aliquotsAreDueInOrderAndTheFlowGoesLinearlyToItsEnd() {
    RampCourse course = course(PATH, 30.0, ramp(10.0, 25.0, 26.0, 20.0, 15.0));
    RampCourse.Foretold.Possible possible = (RampCourse.Foretold.Possible) course.foretell();
    assertThat(possible.due().stream().map(TimeSpan::minutes)).isSorted();
    assertThat(possible.due().getLast().minutes()).isLessThan(25.0);
    assertThat(course.scale(0)).isEqualTo(1.0);
    assertThat(course.scale(course.steps() / 2)).isCloseTo(2.0, within(1e-12));
    assertThat(course.scale(course.steps())).isCloseTo(3.0, within(1e-12));
    assertThat(course.stepAfter(0.0)).isEqualTo(1);
    assertThat(course.stepAfter(9.99)).isEqualTo(1);
    assertThat(course.stepAfter(10.0)).isEqualTo(2);
    assertThat(course.stepAfter(1e6)).isEqualTo(course.steps());
  }

  /** From 12 min at 2 mL/min per h: leaves at 40 min after 21.4 min (worked by hand). */
  @Test
  void anAliquotBeyondTheEndOfTheRampIsRefused() {
    assertThat(reason(course(PATH, 12.0, ramp(30.0, 40.0, 14.0, 22.0))))
        .startsWith("an aliquot at 1320 s is not to be had: at the end of the ramp")
        .contains(" s in the coil");
  }

  @Test
  void aRampWhoseFlowJumpsIsRefused() {
    assertThat(reason(course(PATH, 30.0, ramp(10.0, 10.0, 25.0))))
        .isEqualTo(
            "the ramp from 1800 s to 600 s within 600 s changes the flow by up to 3.3 % in 10 s, more than 2 %");
  }

  @Test
  void aRampThatDispersionBlursIsRefused() {
    assertThat(reason(course(path(2.0), 30.0, ramp(10.0, 17.0, 25.0, 15.0))))
        .startsWith("the ramp is too fast: dispersion would add up to ")
        .endsWith("more than 0.005 mol/mol");
  }

  @Test
  void aRampThatGoesTheOtherWayIsRefused() {
    assertThat(reason(course(PATH, 10.0, ramp(30.0, 60.0, 9.0))))
        .isEqualTo("a ramp from 600 s to 1800 s has no aliquot at 540 s on its way");
    assertThatThrownBy(() -> ramp(30.0, 60.0, 12.0, 11.0))
        .hasMessageContaining("must come nearer to it one after the other");
    assertThatThrownBy(() -> ramp(30.0, 60.0)).hasMessageContaining("1 to 20 aliquots, was 0");
  }

  private static String reason(RampCourse course) {
    return ((RampCourse.Foretold.Impossible) course.foretell()).reason();
  }

  private static RampCourse course(FlowPath path, double from, Ramp ramp) {
    return new RampCourse(path, TimeSpan.ofMinutes(from), ramp);
  }

  private static Ramp ramp(double to, double within, double... aliquots) {
    List<TimeSpan> times = Arrays.stream(aliquots).mapToObj(TimeSpan::ofMinutes).toList();
    return new Ramp(TimeSpan.ofMinutes(to), TimeSpan.ofMinutes(within), times);
  }

  private static FlowPath path(double bore) {
    return new FlowPath(
        new Volume(300.0), new Volume(10_000.0), new Length(bore), new Volume(500.0));
  }
}
