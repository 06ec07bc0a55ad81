package org.concierge.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.concierge.content.Suspicions;

/** Finds text of a Word file that is marked as hidden, white on nothing, or too small to read. */
final class HiddenRuns {

  /** In half points: 2 points are below any print. */
  private static final int TINY = 4;

  private static final Set<String> WHITE = Set.of("FFFFFF", "FEFEFE", "FDFDFD");
  private static final Set<String> NO_SHADE = Set.of("auto", "FFFFFF", "");

  private final Suspicions suspicions;
  private final Deque<Boolean> shaded = new ArrayDeque<>();
  private final StringBuilder unseen = new StringBuilder();
  private boolean hidden;
  private boolean white;
  private boolean inText;

  private HiddenRuns(Suspicions suspicions) {
    this.suspicions = suspicions;
  }

  static void find(Path docx, Suspicions suspicions) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (ZipFile zip = new ZipFile(docx.toFile())) {
      ZipEntry entry = zip.getEntry("word/document.xml");
      if (entry == null) {
        return;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        new HiddenRuns(suspicions).read(factory.createXMLStreamReader(in));
      }
    } catch (XMLStreamException broken) {
      // The text itself was read: what is behind the break is not in it either.
      return;
    }
  }

  private void read(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        open(xml);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        close(xml.getLocalName());
      } else if (event == XMLStreamConstants.CHARACTERS && inText && isUnseen()) {
        unseen.append(xml.getText());
      }
    }
    flush();
  }

  private void open(XMLStreamReader xml) {
    switch (xml.getLocalName()) {
      case "tbl", "tr", "tc", "p", "r" -> {
        shaded.push(Boolean.TRUE.equals(shaded.peek()));
        hidden = false;
        white = false;
      }
      case "shd" -> shade(value(xml, "fill"));
      case "highlight" -> shade("highlight");
      case "vanish", "specVanish" -> hidden |= isOn(xml);
      case "color" -> white |= WHITE.contains(value(xml, "val"));
      case "sz" -> hidden |= value(xml, "val").matches("[0-" + TINY + "]");
      case "t" -> inText = true;
      default -> {}
    }
  }

  private void close(String name) {
    switch (name) {
      case "tbl", "tr", "tc", "p", "r" -> {
        shaded.poll();
        hidden = false;
        white = false;
        if (name.equals("p")) {
          unseen.append(unseen.length() == 0 ? "" : " ");
        }
      }
      case "t" -> inText = false;
      default -> {}
    }
  }

  private boolean isUnseen() {
    return hidden || white && !Boolean.TRUE.equals(shaded.peek());
  }

  private void flush() {
    suspicions.addHidden(0, unseen.toString());
  }

  private void shade(String fill) {
    if (!NO_SHADE.contains(fill) && !shaded.isEmpty()) {
      shaded.pop();
      shaded.push(true);
    }
  }

  private static boolean isOn(XMLStreamReader xml) {
    return !Set.of("0", "false", "off").contains(value(xml, "val"));
  }

  private static String value(XMLStreamReader xml, String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }
}
