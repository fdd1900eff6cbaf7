package dev.weir.app.verb;

import dev.weir.app.file.WeirEvents;
import dev.weir.app.terminal.DataFailure;
import dev.weir.app.terminal.DataFolder;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.Progress;
import dev.weir.journal.Entry;
import dev.weir.journal.EventTypes;
import dev.weir.journal.JournalReader;
import dev.weir.journal.JournalVerifier;
import dev.weir.journal.JournalVerifier.Verdict;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code weir journal}: prove the journal, or show what stands in it. Reads only, also while the
 * daemon writes.
 */
@Command(
    name = "journal",
    description = "Proves or shows the journal.",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.FAULT,
    subcommands = {JournalVerb.Verify.class, JournalVerb.Show.class})
public final class JournalVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** {@code weir journal verify}. */
  @Command(
      name = "verify",
      description = "Proves every frame, the hash chain from the first entry, and every manifest.",
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = ExitCode.USAGE,
      exitCodeOnExecutionException = ExitCode.FAULT)
  static final class Verify implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private DataFolder data = new DataFolder();

    @Override
    public Integer call() throws Exception {
      CommandLine line = spec.commandLine();
      return DataFailure.exitCode(line.getErr(), () -> verify(line.getOut(), line.getErr()));
    }

    private int verify(PrintWriter out, PrintWriter err) {
      Progress progress = new Progress(err, new SystemClock());
      Verdict verdict =
          JournalVerifier.verify(
              data.existingJournal(),
              WeirEvents.types(),
              proven -> progress.tell(() -> proven + " entries proven"));
      return switch (verdict) {
        case Verdict.Intact(int segments, long entries, String lastLink) -> {
          out.printf(
              "intact: %d entries in %d segments%nlast link: %s%n", entries, segments, lastLink);
          yield ExitCode.DONE;
        }
        case Verdict.Damaged(Path file, long offset, long sequence, String reason) -> {
          err.printf("%s: byte %d: entry %d: %s%n", file, offset, sequence, reason);
          yield ExitCode.BAD_DATA;
        }
      };
    }
  }

  /** {@code weir journal show}. */
  @Command(
      name = "show",
      description = "Shows entries in order.",
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = ExitCode.USAGE,
      exitCodeOnExecutionException = ExitCode.FAULT)
  static final class Show implements Callable<Integer> {
    private static final int PROGRESS_EVERY = 10_000;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private DataFolder data = new DataFolder();

    @Option(
        names = "--from",
        paramLabel = "N",
        defaultValue = "1",
        description = "first entry, from 1 (default: 1)")
    private long from = 1;

    @Option(
        names = "--to",
        paramLabel = "N",
        description = "last entry (default: the journal's last)")
    private long to = Long.MAX_VALUE;

    @Option(
        names = "--type",
        paramLabel = "TYPE",
        description = "only events of this type; may be repeated")
    private Set<String> wanted = new TreeSet<>();

    @Option(
        names = "--json",
        paramLabel = "FILE",
        description = "write JSON there, one entry per line, instead of showing")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws Exception {
      CommandLine line = spec.commandLine();
      refuseUnknown(line);
      return DataFailure.exitCode(
          line.getErr(),
          () -> {
            if (json.isEmpty()) {
              int code = show(line.getOut(), line.getErr());
              line.getOut().flush();
              return code;
            }
            try (Writer file = Files.newBufferedWriter(json.get(), StandardCharsets.UTF_8)) {
              return show(file, line.getErr());
            }
          });
    }

    private void refuseUnknown(CommandLine line) {
      if (from < 1 || to < from) {
        throw new CommandLine.ParameterException(
            line,
            "entries are numbered from 1, and --to is not before --from: was %d to %d"
                .formatted(from, to));
      }
      for (String type : wanted) {
        if (!WeirEvents.types().names().contains(type)) {
          throw new CommandLine.ParameterException(
              line,
              "--type: there is no event type '%s'; there are %s"
                  .formatted(type, String.join(", ", WeirEvents.types().names())));
        }
      }
    }

    private int show(Appendable out, PrintWriter err) throws IOException {
      EventTypes types = WeirEvents.types();
      Progress progress = new Progress(err, new SystemClock());
      try (JournalReader reader = JournalReader.open(data.existingJournal(), types, from)) {
        while (reader.nextSequence() <= to) {
          Optional<Entry> next = reader.next();
          if (next.isEmpty()) {
            break;
          }
          Entry entry = next.get();
          if (entry.sequence() % PROGRESS_EVERY == 0) {
            progress.tell(() -> entry.sequence() + " entries read");
          }
          String type = entry.event().getClass().getSimpleName();
          if (wanted.isEmpty() || wanted.contains(type)) {
            write(entry, new String(types.encode(entry.event()), StandardCharsets.UTF_8), out);
          }
        }
        reader.damage().ifPresent(err::println);
        return reader.damage().isPresent() ? ExitCode.BAD_DATA : ExitCode.DONE;
      }
    }

    private void write(Entry entry, String event, Appendable out) throws IOException {
      if (json.isPresent()) {
        out.append(
            "{\"sequence\":%d,\"at\":\"%s\",\"event\":%s}\n"
                .formatted(entry.sequence(), entry.at(), event));
      } else {
        out.append("%8d  %s  %s%n".formatted(entry.sequence(), entry.at(), event));
      }
    }
  }
}
