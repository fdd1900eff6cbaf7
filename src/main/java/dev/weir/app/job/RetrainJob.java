package dev.weir.app.job;

import dev.weir.app.learning.JournalRuns;
import dev.weir.app.learning.Learners;
import dev.weir.app.learning.PredictorFolder;
import dev.weir.app.learning.Training;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.DataFolder;
import dev.weir.jobs.Attempt;
import dev.weir.jobs.RefusedJobException;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.features.MissingFeatures;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The job that learns all accepted runs of the data folder anew. It writes the registry of
 * predictors in one step at its end, so an attempt that is killed changes nothing, and one that
 * begins anew after it was done finds nothing new.
 */
public final class RetrainJob {
  private static final long DEFAULT_SEED = 1;

  private RetrainJob() {}

  public static Map<String, Object> perform(Attempt attempt) {
    try {
      RunTable table =
          JournalRuns.read(DataFolder.of(attempt.data()))
              .orElseThrow(() -> new RefusedJobException("there is no accepted run to learn"));
      long seed = attempt.argument("seed").map(Long::parseLong).orElse(DEFAULT_SEED);
      Training.Order order =
          new Training.Order(attempt.argument("learner").orElse(Learners.KINETIC), seed);
      Training.Outcome outcome =
          new Training(
                  new PredictorFolder(attempt.data()),
                  order,
                  (step, of) ->
                      attempt
                          .progress()
                          .tell(step - 1, of, "held-out parts of %d runs".formatted(table.size())))
              .of(table);
      return switch (outcome) {
        case Training.Outcome.Trained(var candidate, var verdict) -> {
          Map<String, Object> trained = Training.document(candidate, verdict);
          // Of the child process since it started: the job has it to itself.
          ProcessHandle.current()
              .info()
              .totalCpuDuration()
              .ifPresent(spent -> trained.put(FinishedJob.PROCESSOR, spent.toMillis() / 1e3));
          yield trained;
        }
        case Training.Outcome.NothingNew(var record) -> {
          Map<String, Object> nothing = new LinkedHashMap<>();
          nothing.put("nothing_new_since_predictor", record.number());
          nothing.put("runs", record.runs());
          yield nothing;
        }
      };
    } catch (BadDataException | MissingFeatures | IllegalArgumentException e) {
      throw new RefusedJobException(String.valueOf(e.getMessage()));
    }
  }
}
