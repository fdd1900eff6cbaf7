package dev.weir.optimize.stop;

/**
 * How the reasons of an end speak of what is wanted.
 *
 * @param name one word, such as "objective"
 * @param wanted what that is, in the asker's own terms, with units; may be empty
 * @param unit of the loss and of expected improvements; empty when there is none
 */
public record Aim(String name, String wanted, String unit) {
  /** Returns a number of the loss with its unit. */
  String amount(String number) {
    return unit.isEmpty() ? number : number + " " + unit;
  }

  /** Returns what is wanted as a clause that follows another one, or nothing. */
  String clause() {
    return wanted.isEmpty() ? "" : "; wanted is " + wanted;
  }
}
