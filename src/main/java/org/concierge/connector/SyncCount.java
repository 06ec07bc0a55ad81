package org.concierge.connector;

/**
 * What was done to bring documents into step.
 *
 * @param found files there
 * @param refused files that could not be taken
 */
public record SyncCount(int found, int added, int changed, int removed, int refused) {
  static final SyncCount NONE = new SyncCount(0, 0, 0, 0, 0);

  SyncCount withFound(int number) {
    return new SyncCount(number, added, changed, removed, refused);
  }

  SyncCount oneAdded() {
    return new SyncCount(found, added + 1, changed, removed, refused);
  }

  SyncCount oneChanged() {
    return new SyncCount(found, added, changed + 1, removed, refused);
  }

  SyncCount oneRemoved() {
    return new SyncCount(found, added, changed, removed + 1, refused);
  }

  SyncCount oneRefused() {
    return new SyncCount(found, added, changed, removed, refused + 1);
  }
}
