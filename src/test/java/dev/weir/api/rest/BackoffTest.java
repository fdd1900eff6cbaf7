package dev.weir.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BackoffTest {
  @Test
  void theWaitDoublesUpToAMinuteAndEnds() {
    Backoff backoff = new Backoff();
    for (int i = 0; i < Backoff.FREE_FAILURES; i++) {
      assertThat(backoff.failed()).isZero();
    }
    int longest = 0;
    int expected = 1;
    for (int i = 0; i < 10; i++) {
      int wait = backoff.failed();
      assertThat(wait).isEqualTo(expected);
      longest = Math.max(longest, wait);
      for (int second = 0; second < wait; second++) {
        assertThat(backoff.failed()).as("guesses while waiting do not count").isPositive();
        backoff.secondPassed();
      }
      expected = Math.min(Backoff.LONGEST_WAIT_SECONDS, expected * 2);
    }
    assertThat(longest).isEqualTo(Backoff.LONGEST_WAIT_SECONDS);
  }

  @Test
  void theRightTokenEndsIt() {
    Backoff backoff = new Backoff();
    for (int i = 0; i <= Backoff.FREE_FAILURES; i++) {
      backoff.failed();
    }

    backoff.succeeded();

    assertThat(backoff.failed()).isZero();
  }
}
