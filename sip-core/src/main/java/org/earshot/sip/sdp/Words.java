package org.earshot.sip.sdp;

import java.util.ArrayList;
import java.util.List;

/** Text cut at blanks or line ends, without the regular expressions that would be made anew for each line. Pure. */
final class Words {

  private Words() {}

  /** Words between blanks and tabs, none of them empty. */
  static List<String> of(String text) {
    var words = new ArrayList<String>(8);
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean blank = i == text.length() || Character.isWhitespace(text.charAt(i));
      if (blank && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      } else if (!blank && start < 0) {
        start = i;
      }
    }
    return words;
  }

  /** Lines that end in CR, LF or both; an empty one each for breaks that follow each other. */
  static List<String> lines(String text) {
    var lines = new ArrayList<String>(16);
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n') {
        lines.add(text.substring(start, i));
        boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
        i += pair ? 1 : 0;
        start = i + 1;
      }
    }
    lines.add(text.substring(start));
    return lines;
  }
}
