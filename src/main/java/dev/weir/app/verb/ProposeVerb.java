package dev.weir.app.verb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ConfigurationException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonFile;
import dev.weir.optimize.ask.text.Answer;
import dev.weir.yaml.YamlException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which points to try next of any problem, without a reactor. */
@Command(
    name = "propose",
    mixinStandardHelpOptions = true,
    description = {
      "Says which points to try next: a problem (YAML) and the runs so far (CSV) in, JSON out.",
      "The same files and seed give the same answer, to the last bit.",
      "With --serve, one question a line on standard input and one answer a line on standard"
          + " output, until the input ends."
    })
public final class ProposeVerb implements Callable<Integer> {
  private static final int LONGEST_QUESTION = 16 << 20;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SPACE",
      description = "The problem (YAML).")
  private Optional<Path> space = Optional.empty();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      description = "Runs so far (CSV); a file that does not exist is a table without runs.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--count",
      paramLabel = "Q",
      description = "How many points, to be run together (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the answer to a file, too: the record that --replay reads.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Appends the answer as one line to a file: the record of all proposals.")
  private Optional<Path> record = Optional.empty();

  @Option(
      names = "--replay",
      paramLabel = "FILE|N",
      description =
          "Computes a recorded answer again from the runs it rested on and fails unless it is the"
              + " same: that of a file, or of line N of the file named by --record.")
  private Optional<String> replay = Optional.empty();

  @Option(
      names = "--earlier",
      paramLabel = "FILE",
      description =
          "Runs of an earlier campaign in the same space (CSV); may be given several times.")
  private List<Path> earlier = List.of();

  @Option(
      names = "--serve",
      description =
          "Answers questions, one JSON object a line: {\"problem\": text or object, \"runs\": CSV"
              + " text, \"earlier\": [CSV texts], \"count\": Q, \"seed\": N}.")
  private boolean serve;

  private final InputStream questions;

  /** For picocli: questions come from standard input. */
  ProposeVerb() {
    this(System.in);
  }

  /** Reads questions to serve from elsewhere. */
  ProposeVerb(InputStream questions) {
    this.questions = questions;
  }

  @Override
  public Integer call() {
    if (serve) {
      return served();
    }
    if (space.isEmpty() || data.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "name the problem and the table of runs");
    }
    if (count < 1 || count > Answer.Question.LARGEST_COUNT) {
      throw new ParameterException(
          spec.commandLine(),
          "--count must be from 1 to " + Answer.Question.LARGEST_COUNT + ", was " + count);
    }
    if (replay.isPresent()) {
      return replayed(recorded(replay.get()));
    }
    Map<String, Object> answer = answer(count, seed, Integer.MAX_VALUE);
    spec.commandLine().getOut().println(indented(answer));
    spec.commandLine().getOut().flush();
    json.ifPresent(file -> JsonFile.write(file, answer));
    record.ifPresent(file -> append(file, answer));
    return ExitCode.DONE;
  }

  private static void append(Path file, Map<String, Object> answer) {
    try {
      Files.writeString(
          file, written(answer) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new ConfigurationException(file + ": cannot be written: " + e.getMessage());
    }
  }

  /** Returns the recorded answer and its name for faults. */
  private Map.Entry<String, String> recorded(String wanted) {
    boolean isNumber = record.isPresent() && wanted.matches("[0-9]{1,9}");
    Path file = isNumber ? record.get() : Path.of(wanted);
    try {
      if (!isNumber) {
        return Map.entry(wanted, Files.readString(file));
      }
      List<String> lines = Files.readAllLines(file);
      int number = Integer.parseInt(wanted);
      if (number < 1 || number > lines.size()) {
        throw new BadDataException(
            "%s: has %d records, so there is none of number %d"
                .formatted(file, lines.size(), number));
      }
      return Map.entry(file + ":" + number, lines.get(number - 1));
    } catch (IOException e) {
      throw new BadDataException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private int replayed(Map.Entry<String, String> named) {
    String file = named.getKey();
    JsonNode record;
    try {
      record = MAPPER.readTree(named.getValue());
    } catch (JsonProcessingException e) {
      throw new BadDataException(file + ": is not JSON: " + e.getOriginalMessage());
    }
    if (!record.path("suggestions").isArray() || !record.path("seed").isNumber()) {
      throw new BadDataException(file + ": is not a record of this command");
    }
    Map<String, Object> again =
        answer(
            record.path("count").asInt(record.path("suggestions").size()),
            record.path("seed").asLong(),
            record.path("runs").asInt());
    try {
      if (!MAPPER.readTree(indented(again)).equals(record)) {
        throw new BadDataException(
            file
                + ": the problem, its runs or the program are not those of the record; now it is\n"
                + indented(again));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer just written is JSON", e);
    }
    spec.commandLine().getOut().println(file + ": the same, to the last bit");
    return ExitCode.DONE;
  }

  private Map<String, Object> answer(int points, long from, int most) {
    Path problem = space.orElseThrow();
    Path table = data.orElseThrow();
    try {
      return Answer.to(
          new Answer.Question(
              problem.toString(),
              read(problem, true),
              table.toString(),
              read(table, Files.exists(table)).lines().toList(),
              earlier.stream()
                  .map(file -> new Answer.Table(file.toString(), read(file, true).lines().toList()))
                  .toList(),
              most,
              points,
              from));
    } catch (IllegalArgumentException e) {
      throw new BadDataException(String.valueOf(e.getMessage()));
    }
  }

  private static String read(Path file, boolean exists) {
    try {
      return exists ? Files.readString(file, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new ConfigurationException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private int served() {
    PrintWriter out = spec.commandLine().getOut();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(questions, StandardCharsets.UTF_8));
    try {
      for (Optional<String> line = next(in); line.isPresent(); line = next(in)) {
        if (!line.get().isBlank()) {
          out.println(written(reply(line.get())));
          out.flush();
        }
      }
    } catch (IOException e) {
      throw new BadDataException("standard input cannot be read: " + e.getMessage());
    }
    return ExitCode.DONE;
  }

  private static Optional<String> next(BufferedReader in) throws IOException {
    return Optional.ofNullable(in.readLine());
  }

  /** A question that cannot be answered gets its fault as an answer; the next one is read. */
  private Map<String, Object> reply(String line) {
    try {
      if (line.length() > LONGEST_QUESTION) {
        throw new BadDataException("a question is longer than 16 MiB");
      }
      JsonNode question = MAPPER.readTree(line);
      JsonNode problem = question.path("problem");
      if (problem.isMissingNode()) {
        throw new BadDataException("a question needs a problem");
      }
      return Answer.to(
          new Answer.Question(
              "problem",
              problem.isTextual() ? problem.asText() : written(problem),
              "runs",
              question.path("runs").asText("").lines().toList(),
              earlier(question.path("earlier")),
              question.path("most").asInt(Integer.MAX_VALUE),
              question.path("count").asInt(count),
              question.path("seed").asLong(seed)));
    } catch (YamlException | IllegalArgumentException | BadDataException e) {
      return Map.of("error", String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      return Map.of("error", "a question must be one JSON object: " + e.getOriginalMessage());
    }
  }

  private static List<Answer.Table> earlier(JsonNode tables) {
    if (!tables.isMissingNode() && !tables.isArray()) {
      throw new BadDataException("earlier must be a list of tables, each a text");
    }
    List<Answer.Table> earlier = new ArrayList<>();
    for (JsonNode table : tables) {
      earlier.add(
          new Answer.Table("earlier[" + earlier.size() + "]", table.asText("").lines().toList()));
    }
    return earlier;
  }

  private static String written(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer is plain maps, lists and numbers", e);
    }
  }

  private static String indented(Object value) {
    try {
      return MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer is plain maps, lists and numbers", e);
    }
  }
}
