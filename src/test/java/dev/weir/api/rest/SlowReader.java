package dev.weir.api.rest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A client that reads one text whenever it is told to. */
final class SlowReader extends BaseSubscriber<byte[]> {
  private final List<String> read;

  SlowReader(List<String> read) {
    this.read = read;
  }

  void ask() {
    request(1);
  }

  @Override
  protected void hookOnSubscribe(Subscription subscription) {
    // reads nothing before it is told to
  }

  @Override
  protected void hookOnNext(byte[] text) {
    read.add(new String(text, StandardCharsets.UTF_8));
  }
}
