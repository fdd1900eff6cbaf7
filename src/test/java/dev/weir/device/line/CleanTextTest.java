package dev.weir.device.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CleanTextTest {
  @Test
  void controlAndDirectionCharactersBecomeDots() {
    assertThat(CleanText.of("a\r\nb\u001b[31m\u0000\u202e\u2028c °µ"))
        .isEqualTo("a..b.[31m...c °µ");
  }

  @Test
  void aLongTextIsCut() {
    assertThat(CleanText.of("x".repeat(10_000))).hasSize(304).endsWith(" ...");
  }
}
