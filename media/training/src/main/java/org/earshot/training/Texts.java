package org.earshot.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** What people and machines say, by language and kind; names and firms are drawn anew each time. */
final class Texts {
  private static final List<String> NAMES = List.of("Anna", "John Miller", "Peter", "Maria Lopez", "Susan Clark", "Michael",
      "Laura Schmidt", "David Brown", "Emma", "Paul Martin", "Julia", "Robert", "Sophie Weber", "Carlos", "Nina");
  private static final List<String> FIRMS = List.of("Smith and Sons", "Northern Power", "Acme", "City Dental", "Baker Street Hotel",
      "Green Valley Insurance", "Anderson Partners", "Blue Lake Motors", "Central Bank");

  record Text(String language, String kind, String text) {}

  private final List<Text> all;

  private Texts(List<Text> all) {
    this.all = all;
  }

  static Texts load() throws IOException {
    try (InputStream in = Texts.class.getResourceAsStream("texts.tsv")) {
      return new Texts(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1)
          .map(line -> line.split("\t")).map(cells -> new Text(cells[0], cells[1], cells[2])).toList());
    }
  }

  /** Texts at odd places are for tests, the others for training; where a language has but one, it serves both. */
  List<Text> of(String language, String kind, boolean forTests) {
    List<Text> fitting = all.stream().filter(each -> each.language().equals(language) && each.kind().equals(kind)).toList();
    return fitting.size() < 2 ? fitting
        : fitting.stream().filter(each -> fitting.indexOf(each) % 2 == (forTests ? 1 : 0)).toList();
  }

  static String filled(String text, RandomGenerator random) {
    String filled = text;
    while (filled.contains("{name}")) {
      filled = filled.replaceFirst("\\{name}", one(NAMES, random));
    }
    StringBuilder number = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      number.append(random.nextInt(10)).append(i == 2 ? ", " : " ");
    }
    return filled.replace("{company}", one(FIRMS, random)).replace("{number}", number.toString().strip());
  }

  static <T> T one(List<T> of, RandomGenerator random) {
    return of.get(random.nextInt(of.size()));
  }
}
