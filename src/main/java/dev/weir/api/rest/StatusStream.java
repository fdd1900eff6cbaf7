package dev.weir.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.api.ControlRoom;
import dev.weir.campaign.LabSnapshot;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * The snapshots as server-sent events, one text shared by all clients. A client that reads too
 * slowly misses snapshots and gets the latest next: nothing is kept for it but one text. Any thread
 * may open a stream; {@link #publish} belongs to the pulse.
 */
@Singleton
final class StatusStream {
  /** How many clients may listen at once. */
  static final int MAX_CLIENTS = 8;

  private static final int RETRY_MILLIS = 2_000;

  private final ControlRoom room;
  private final ObjectMapper json;
  private final List<FluxSink<byte[]>> sinks = new CopyOnWriteArrayList<>();
  private final AtomicInteger clients = new AtomicInteger();

  StatusStream(ControlRoom room, ObjectMapper json) {
    this.room = room;
    this.json = json;
  }

  /**
   * Returns a new stream that begins with the present snapshot; empty when there are too many
   * already.
   */
  Optional<Flux<byte[]>> open() {
    if (clients.incrementAndGet() > MAX_CLIENTS) {
      clients.decrementAndGet();
      return Optional.empty();
    }
    return Optional.of(Flux.create(this::attach, FluxSink.OverflowStrategy.LATEST));
  }

  private void attach(FluxSink<byte[]> sink) {
    sink.onDispose(
        () -> {
          sinks.remove(sink);
          clients.decrementAndGet();
        });
    sinks.add(sink);
    sink.next(bytes("retry: " + RETRY_MILLIS + "\n" + event(room.snapshot().get())));
  }

  /** Sends this snapshot to everybody. */
  void publish(LabSnapshot snapshot) {
    if (!sinks.isEmpty()) {
      send(bytes(event(snapshot)));
    }
  }

  /** Sends a comment, so that clients and what lies between see that the stream lives. */
  void keepAlive() {
    send(bytes(": keep-alive\n\n"));
  }

  /** Ends every stream. */
  void close() {
    sinks.forEach(FluxSink::complete);
  }

  private void send(byte[] text) {
    sinks.forEach(sink -> sink.next(text));
  }

  private String event(LabSnapshot snapshot) {
    try {
      return "event: status\ndata: "
          + json.writeValueAsString(StatusProjection.of(room.reactor(), snapshot))
          + "\n\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a status could not be written as JSON", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
