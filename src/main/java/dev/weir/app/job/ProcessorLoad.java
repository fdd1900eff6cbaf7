package dev.weir.app.job;

import dev.weir.jobs.Attempt;
import dev.weir.jobs.RefusedJobException;
import dev.weir.time.SystemClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work that keeps processors busy with arithmetic, memory traffic and garbage, as training does.
 * Arguments: {@code seconds} (1 to 500, default 30) and {@code threads} (1 to 16, default 2).
 */
final class ProcessorLoad {
  private static final int NUMBERS = 100_000;

  private ProcessorLoad() {}

  static Map<String, Object> perform(Attempt attempt) throws InterruptedException {
    int seconds = number(attempt, "seconds", 30, 500);
    int threads = number(attempt, "threads", 2, 16);
    SystemClock clock = new SystemClock();
    AtomicBoolean goOn = new AtomicBoolean(true);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      SplittableRandom random = new SplittableRandom(i);
      workers.add(Thread.ofPlatform().name("load-" + i).start(() -> burn(random, goOn)));
    }
    Instant started = clock.now();
    for (int i = 0; i < seconds; i++) {
      attempt.progress().tell(i, seconds, "seconds of load");
      clock.waitUntil(started.plus(Duration.ofSeconds(i + 1L)));
    }
    goOn.set(false);
    for (Thread worker : workers) {
      worker.join();
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("load_s", seconds);
    result.put("threads", threads);
    return result;
  }

  private static void burn(SplittableRandom random, AtomicBoolean goOn) {
    while (goOn.get()) {
      double[] numbers = random.doubles(NUMBERS).toArray();
      java.util.Arrays.sort(numbers);
      if (numbers[0] > numbers[NUMBERS - 1]) {
        throw new IllegalStateException("sorted numbers are out of order");
      }
    }
  }

  private static int number(Attempt attempt, String name, int usual, int most) {
    String text = attempt.argument(name).orElse(Integer.toString(usual));
    try {
      int value = Integer.parseInt(text);
      if (value >= 1 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new RefusedJobException("%s must be a whole number, was '%s'".formatted(name, text));
    }
    throw new RefusedJobException("%s must be from 1 to %d, was %s".formatted(name, most, text));
  }
}
