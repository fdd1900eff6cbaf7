package dev.weir.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A headless Chromium, spoken to over its DevTools protocol. It remembers every address that was
 * asked for and everything that went wrong on the page.
 */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_START_SECONDS = 60;
  private static final int LONGEST_ANSWER_SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final Messages messages;
  private final AtomicInteger number = new AtomicInteger();

  private Browser(Process process, WebSocket socket, Messages messages) {
    this.process = process;
    this.socket = socket;
    this.messages = messages;
  }

  /** Returns where Chromium is installed; empty when it is not. */
  static Optional<Path> installed() {
    return List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it with its profile in a folder, at an empty page. */
  static Browser start(Path program, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--window-size=1400,1000",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    // The program tells its address on the first lines of its output.
    CompletableFuture<URI> address = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> readAddress(process, address));
    URI control = address.get(LONGEST_START_SECONDS, TimeUnit.SECONDS);
    HttpClient client = HttpClient.newHttpClient();
    String page =
        client
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + control.getPort() + "/json/new"))
                    .PUT(BodyPublishers.noBody())
                    .build(),
                BodyHandlers.ofString())
            .body();
    Messages messages = new Messages();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create(JSON.readTree(page).at("/webSocketDebuggerUrl").asText()), messages)
            .get(LONGEST_START_SECONDS, TimeUnit.SECONDS);
    Browser browser = new Browser(process, socket, messages);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      browser.send(domain + ".enable", Map.of());
    }
    return browser;
  }

  private static void readAddress(Process process, CompletableFuture<URI> address) {
    try (var lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int at = line.indexOf("ws://");
        if (at >= 0) {
          address.complete(URI.create(line.substring(at).strip()));
        }
      }
      address.completeExceptionally(new IOException("the browser ended"));
    } catch (IOException e) {
      address.completeExceptionally(e);
    }
  }

  private static final class Messages implements WebSocket.Listener {
    final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    final List<String> problems = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void take(String message) {
      JsonNode node;
      try {
        node = JSON.readTree(message);
      } catch (IOException e) {
        throw new IllegalStateException(message, e);
      }
      CompletableFuture<JsonNode> waiting =
          answers.remove(node.path("id").asInt(Integer.MIN_VALUE));
      if (waiting != null) {
        waiting.complete(node);
      }
      switch (node.path("method").asText()) {
        case "Runtime.exceptionThrown" ->
            problems.add(node.at("/params/exceptionDetails").toString());
        case "Log.entryAdded" -> {
          if (node.at("/params/entry/level").asText().equals("error")) {
            problems.add(node.at("/params/entry").toString());
          }
        }
        case "Network.requestWillBeSent" -> asked.add(node.at("/params/request/url").asText());
        default -> {
          // Everything else is not of interest.
        }
      }
    }
  }

  private JsonNode send(String method, Map<String, Object> parameters) throws Exception {
    int id = number.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    messages.answers.put(id, answer);
    var _ =
        socket.sendText(
            JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)),
            true);
    return answer.get(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  /** Opens an address. */
  void open(URI address) throws Exception {
    send("Page.navigate", Map.of("url", address.toString()));
  }

  /** Gives the page a size, in CSS pixels. */
  void resize(int width, int height) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Presses or lets go a key: {@code keyDown} or {@code keyUp}. */
  void key(String type, String key, int code) throws Exception {
    send(
        "Input.dispatchKeyEvent",
        Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
  }

  /** Returns the value of an expression; a promise is awaited. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.at("/result").has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.at("/result/exceptionDetails"));
    }
    return answer.at("/result/result/value");
  }

  /** Waits until an expression is true on the page. */
  void await(String expression) throws Exception {
    evaluate(
        """
        new Promise((resolve, reject) => {
          const end = performance.now() + 30000;
          const look = () => {
            let holds = false;
            try { holds = Boolean(%s); } catch { holds = false; }
            if (holds) resolve(true);
            else if (performance.now() > end) reject(new Error("not within 30 s"));
            else setTimeout(look, 20);
          };
          look();
        })
        """
            .formatted(expression));
  }

  /** Returns what went wrong on the page so far. */
  List<String> problems() {
    return new ArrayList<>(messages.problems);
  }

  /** Returns every address that was asked for. */
  List<String> asked() {
    return new ArrayList<>(messages.asked);
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
