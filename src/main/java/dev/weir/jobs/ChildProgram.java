package dev.weir.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a child process is started: the same Java as this program's, the same classes, and a main
 * class that ends in {@link AttemptProcess#run}.
 *
 * @param java the executable
 * @param options of the Java machine, besides those that bound it
 * @param classPath of the child
 * @param mainClass of the child
 * @param arguments before the folder of the attempt, which comes last
 * @param niceness how much the system prefers the parent, from 0 to 19
 */
public record ChildProgram(
    Path java,
    List<String> options,
    String classPath,
    String mainClass,
    List<String> arguments,
    int niceness) {
  private static final List<Path> NICE = List.of(Path.of("/usr/bin/nice"), Path.of("/bin/nice"));

  /** Rejects a niceness that would be none. */
  public ChildProgram {
    if (niceness < 0 || niceness > 19) {
      throw new IllegalArgumentException("the niceness must be from 0 to 19, was " + niceness);
    }
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /**
   * Returns this very program with another main class.
   *
   * @param options of the Java machine, such as system properties
   * @param niceness how much the system prefers the parent, from 0 to 19
   */
  public static ChildProgram likeThisOne(
      List<String> options, String mainClass, List<String> arguments, int niceness) {
    return new ChildProgram(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        options,
        System.getProperty("java.class.path"),
        mainClass,
        arguments,
        niceness);
  }

  /** Returns the whole command line of an attempt. */
  List<String> commandLine(Bounds bounds, Path folder) {
    List<String> words = new ArrayList<>();
    if (niceness > 0) {
      nice()
          .ifPresent(
              nice -> words.addAll(List.of(nice.toString(), "-n", Integer.toString(niceness))));
    }
    words.add(java.toString());
    words.add("-Xmx" + bounds.heapMebibytes() + "m");
    words.add("-XX:ActiveProcessorCount=" + bounds.processors());
    words.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            "-Dfile.encoding=UTF-8",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED"));
    words.addAll(options);
    words.addAll(List.of("-cp", classPath, mainClass));
    words.addAll(arguments);
    words.add(folder.toString());
    return List.copyOf(words);
  }

  /** Where the system has no such program, children run at the parent's priority. */
  private static Optional<Path> nice() {
    return NICE.stream().filter(Files::isExecutable).findFirst();
  }
}
