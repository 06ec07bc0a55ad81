package org.concierge.console;

import java.util.List;
import org.concierge.access.Reader;
import org.concierge.catalogue.Collecting.Wanted;
import org.concierge.catalogue.Collection;

/** What people say of a collection, as fields. */
public final class CollectionForm {
  private String name = "";
  private String parent = "";
  private String description = "";
  private String readers = Reader.TENANT;

  /** As the collection has it. */
  static CollectionForm of(Collection collection) {
    CollectionForm form = new CollectionForm();
    form.name = collection.name();
    form.parent = collection.parentId() == null ? "" : collection.parentId().toString();
    form.description = collection.description();
    form.readers = Words.text(collection.readers());
    return form;
  }

  Wanted wanted() {
    return new Wanted(name, parent, description, List.copyOf(Words.of(readers)));
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name == null ? "" : name;
  }

  public String getParent() {
    return parent;
  }

  public void setParent(String parent) {
    this.parent = parent == null ? "" : parent;
  }

  public String getDescription() {
    return description;
  }

  public void setDescription(String description) {
    this.description = description == null ? "" : description;
  }

  public String getReaders() {
    return readers;
  }

  public void setReaders(String readers) {
    this.readers = readers == null ? "" : readers;
  }
}
