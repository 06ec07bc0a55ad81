package org.concierge.format;

import java.util.ArrayDeque;
import java.util.Deque;
import org.concierge.content.Suspicions;
import org.xml.sax.Attributes;

/** Keeps apart what a reader does not see while elements open and close; one a document. */
final class HiddenElements {

  private static final int LONGEST = 2_000;

  private final Suspicions suspicions;
  private final Deque<Boolean> backgrounds = new ArrayDeque<>();
  private final StringBuilder unseen = new StringBuilder();
  private int nesting;
  private int from;
  private int apart;

  HiddenElements(Suspicions suspicions) {
    this.suspicions = suspicions;
  }

  /** Returns whether the element and all in it is to be left out. */
  boolean open(String name, Attributes attributes) {
    nesting++;
    boolean onColour = Boolean.TRUE.equals(backgrounds.peek());
    backgrounds.push(onColour || Visibility.hasBackground(attributes));
    Visibility visibility = Visibility.of(name, attributes, onColour);
    from = from == 0 && visibility != Visibility.SHOWN ? nesting : from;
    apart = apart == 0 && visibility == Visibility.APART ? nesting : apart;
    return from > 0;
  }

  /** Returns whether the element that ends was left out. */
  boolean close(int page) {
    boolean left = from > 0;
    apart = apart == nesting ? 0 : apart;
    if (from == nesting) {
      from = 0;
      suspicions.addHidden(page, unseen.toString());
      unseen.setLength(0);
    } else if (left) {
      unseen.append(' ');
    }
    if (nesting > 0) {
      nesting--;
      backgrounds.pop();
    }
    return left;
  }

  /** Returns whether the characters are to be left out. */
  boolean take(char[] chars, int start, int length) {
    if (from == 0) {
      return false;
    }
    if (apart == 0 && unseen.length() < LONGEST) {
      unseen.append(chars, start, Math.min(length, LONGEST));
    }
    return true;
  }
}
