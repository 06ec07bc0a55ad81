package org.concierge.content;

import java.util.List;
import java.util.regex.Pattern;

/** What a document is called. */
public final class Titles {

  private static final Pattern MADE_UP =
      Pattern.compile(
          "(?i)microsoft word - .*|untitled.*|(?:document|dokument|presentation|slide|book|sheet|"
              + "powerpoint presentation|powerpoint-präsentation) ?\\d*"
              + "|.*\\.(?:docx?|dotx?|pptx?|xlsx?|pdf|indd|tex|qxd|rtf|odt|html?)");

  private Titles() {}

  /** Takes the document's own title unless a program made it up, else its file name. */
  public static String of(String own, List<Block> blocks, String filename) {
    String stem = filename.replaceFirst("(?s)^.*[/\\\\]", "").replaceFirst("\\.[^.]{1,8}$", "");
    String name = Block.paragraph(0, stem.replace('_', ' ')).text();
    boolean useful = !own.isBlank() && !MADE_UP.matcher(own).matches();
    return useful ? own : name.isEmpty() ? blocks.get(0).text() : name;
  }
}
