package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;

/** A message while it is read. Owned by the call that reads it. */
public final class ByteCursor {
  private final Bytes content;
  private int at;
  private int end;
  private String lastWord = "";

  public ByteCursor(Bytes content, int from, int to) {
    this.content = content;
    this.at = from;
    this.end = to;
  }

  public boolean isAtEnd() {
    return at == end;
  }

  public int at() {
    return at;
  }

  public int left() {
    return end - at;
  }

  public void moveTo(int position) {
    at = position;
  }

  /** Returns the byte so many places ahead, or -1 beyond the end. */
  public int peek(int ahead) {
    return at + ahead < end ? content.at(at + ahead) : -1;
  }

  /** Passes over the given text if it comes next. */
  public boolean skip(Bytes text) {
    if (end - at < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (content.at(at + i) != text.at(i)) {
        return false;
      }
    }
    at += text.length();
    return true;
  }

  /** Takes the given text off the end if it is there. */
  public boolean dropFromEnd(Bytes text) {
    if (end - at < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (content.at(end - text.length() + i) != text.at(i)) {
        return false;
      }
    }
    end -= text.length();
    return true;
  }

  public String take(int length) {
    String text = content.slice(at, at + length).toText();
    at += length;
    return text;
  }

  /** Returns the meaning of the word that ends the message, where one decides a unit. */
  public String lastWord() {
    return lastWord;
  }

  public void lastWord(String meaning) {
    this.lastWord = meaning;
  }
}
