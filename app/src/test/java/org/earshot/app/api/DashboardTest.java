package org.earshot.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.earshot.app.events.DomainEvent.AmdVerdict;
import org.earshot.app.events.DomainEvent.Verdict;
import org.earshot.media.MediaCounters;
import org.junit.jupiter.api.Test;

/** The page as text: that it can be trusted with what strangers put into their display names, and fits the server. */
class DashboardTest {
  private final String page = read("index.html");
  private final String script = read("dashboard.js");
  private final String style = read("dashboard.css");

  @Test
  void shouldNeverTurnTextIntoMarkup() {
    assertThat(script).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
        "new Function", "DOMParser", "createContextualFragment", "srcdoc", "javascript:");
    assertThat(matches(script, "setAttribute\\('(on\\w+|href|src|style)'")).isEmpty();
  }

  @Test
  void shouldHaveNothingInlineAsThePolicyForbidsIt() {
    assertThat(matches(page, "\\son\\w+=")).isEmpty();
    assertThat(page).doesNotContain("style=", "<style");
    assertThat(matches(page, "<script(?![^>]*src=)")).isEmpty();
  }

  @Test
  void shouldLoadNothingFromElsewhere() {
    assertThat(matches(page + style, "(https?:)?//[a-z]")).isEmpty();
    assertThat(style).doesNotContain("@import", "url(");
    assertThat(matches(script, "https?://(?!www\\.w3\\.org/2000/svg)[a-z]")).isEmpty();
  }

  @Test
  void shouldFindEveryElementThatTheScriptNames() {
    var inPage = groups(page, "\\sid=\"([\\w-]+)\"");
    assertThat(inPage).containsAll(groups(script, "byId\\('([\\w-]+)'\\)"));
    for (var list : groups(script, "section\\('(\\w+)'")) {
      assertThat(inPage).contains(list, list + "-empty", list + "-count");
    }
  }

  @Test
  void shouldReadMetricsThatExist() {
    try (var server = FakeServer.onFreePort()) {
      server.metrics.watchMedia(new NoMedia());
      server.metrics.on(new AmdVerdict("c", Instant.EPOCH, 1,
          new Verdict("human", 1, "x", 1, "", "", List.of()), 1));
      var scraped = server.metrics.scrape("text/plain");
      var used = groups(script, "'((?:earshot|process|jvm)_\\w+)'");
      assertThat(used).hasSizeGreaterThan(10)
          .allSatisfy(name -> assertThat(scraped).containsPattern("(?m)^" + name + "[ {]"));
    }
  }

  private static List<String> matches(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
  }

  private static Set<String> groups(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
  }

  private static String read(String name) {
    try (var in = DashboardTest.class.getResourceAsStream("/web/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class NoMedia implements MediaCounters {
    @Override
    public Map<String, Long> packets() {
      return Map.of("relayed", 0L);
    }

    @Override
    public long streamsActive() {
      return 0;
    }

    @Override
    public long portsFree() {
      return 0;
    }

    @Override
    public Map<String, Long> longestTurnNanos() {
      return Map.of();
    }
  }
}
