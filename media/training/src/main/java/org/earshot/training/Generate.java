package org.earshot.training;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes recordings of people, machines and tones, and their manifest. The same seed writes the same. */
@Command(name = "generate", mixinStandardHelpOptions = true,
    description = "Write synthetic recordings and their manifest.tsv into a folder, by espeak-ng, flite and festival.")
final class Generate implements Callable<Integer> {
  private static final AudioFormat FORMAT = new AudioFormat(8000, 16, 1, true, false);

  @Parameters(paramLabel = "FOLDER")
  private Path folder;

  @Option(names = "--each", paramLabel = "N", defaultValue = "60", description = "So many of each kind (${DEFAULT-VALUE}).")
  private int each;

  @Option(names = "--test", description = "Of the voices and texts that are kept for tests.")
  private boolean forTests;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Another draw (${DEFAULT-VALUE}).")
  private long seed;

  private interface Maker {
    Scenes.Scene make(Scenes scenes) throws IOException, InterruptedException;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path work = Files.createTempDirectory("earshot-speech");
    List<Maker> makers = makers();
    try (PrintStream manifest = new PrintStream(Files.newOutputStream(folder.resolve("manifest.tsv")), false, StandardCharsets.UTF_8)) {
      manifest.println("file\tlabel\tkind\tsource\tgroup\tanswered_ms\tvoice_end_ms\tgreeting_end_ms\tbeeps");
      for (int i = 0; i < makers.size(); i++) {
        RandomGenerator random = new SplittableRandom(seed * 1_000_003 + i);
        Scenes.Scene scene = makers.get(i).make(new Scenes(new Speech(work), Texts.load(), forTests, random));
        String name = "%s-%04d.wav".formatted(scene.label(), i);
        write(folder.resolve(name), new Channel(random).through(scene.tape().samples()));
        manifest.println(String.join("\t", name, scene.label(), scene.kind(), "synthetic", scene.group(),
            Integer.toString(scene.answeredMs()), known(scene.voiceEndMs()), known(scene.greetingEndMs()), scene.tape().beeps()));
      }
    }
    for (String left : List.of("said.wav", "text.txt")) {
      Files.deleteIfExists(work.resolve(left));
    }
    Files.delete(work);
    return 0;
  }

  private List<Maker> makers() {
    List<Maker> makers = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      makers.add(scenes -> scenes.human("word"));
      makers.add(scenes -> scenes.human("sentence"));
      makers.add(scenes -> scenes.machine("greeting"));
      if (i % 6 == 0) {
        makers.add(scenes -> scenes.machine("short greeting"));
        makers.add(Scenes::silence);
      }
      if (i % 10 == 0) {
        Tones.PLANS.forEach(plan -> makers.add(scenes -> scenes.tone(plan)));
      }
    }
    return makers;
  }

  private static String known(int ms) {
    return ms < 0 ? "" : Integer.toString(ms);
  }

  private static void write(Path file, short[] samples) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    AudioSystem.write(new AudioInputStream(new ByteArrayInputStream(bytes.array()), FORMAT, samples.length),
        AudioFileFormat.Type.WAVE, file.toFile());
  }
}
