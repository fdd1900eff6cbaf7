package dev.weir.app.extension;

import java.util.concurrent.Callable;

/**
 * A command-line verb of an extension: a picocli command whose result is the exit code (0 done, 64
 * usage, 65 bad data, 70 fault, 78 bad configuration). Found through the service loader.
 */
public interface Verb extends Callable<Integer> {}
