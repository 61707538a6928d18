package org.earshot.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.earshot.media.audio.Recorder.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  @TempDir
  private Path folder;
  private final CompletableFuture<Result> over = new CompletableFuture<>();

  private static AudioFrame frame(long index, int level) {
    short[] samples = new short[AudioFrame.SAMPLES];
    Arrays.fill(samples, (short) level);
    return new AudioFrame(index, samples, false);
  }

  private Result result() {
    return over.orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** First samples of each frame: left and right. */
  private static short[][] frames(Path file, int channels) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getInt(40)).isEqualTo(bytes.limit() - 44);
    assertThat(bytes.getShort(22)).isEqualTo((short) channels);
    int step = 2 * channels * AudioFrame.SAMPLES;
    short[][] frames = new short[(bytes.limit() - 44) / step][channels];
    for (int i = 0; i < frames.length; i++) {
      for (int channel = 0; channel < channels; channel++) {
        frames[i][channel] = bytes.getShort(44 + i * step + 2 * channel);
      }
    }
    return frames;
  }

  @Test
  void shouldWriteBothSidesBesideEachOther() throws Exception {
    Path file = folder.resolve("call.wav");
    Recorder recorder = new Recorder(file, true, over::complete);
    for (int i = 0; i < 10; i++) {
      recorder.left(frame(i, 100 + i));
    }
    for (int i = 0; i < 8; i++) {
      recorder.right(frame(i, 200 + i));
    }
    recorder.finish();
    assertThat(result()).isEqualTo(new Result(200, 0, null));
    short[][] frames = frames(file, 2);
    assertThat(frames).hasDimensions(10, 2);
    assertThat(frames[7]).containsExactly((short) 107, (short) 207);
    assertThat(frames[9]).containsExactly((short) 109, (short) 0);
  }

  @Test
  void shouldNotWaitForASideThatHasStoppedAndStayInStepWhenItComesBack() throws Exception {
    Path file = folder.resolve("call.wav");
    Recorder recorder = new Recorder(file, true, over::complete);
    for (int i = 0; i < 60; i++) {
      recorder.left(frame(i, i));
    }
    for (int i = 0; i < 70; i++) {
      recorder.right(frame(i, i));
    }
    for (int i = 60; i < 70; i++) {
      recorder.left(frame(i, i));
    }
    recorder.finish();
    result();
    short[][] frames = frames(file, 2);
    assertThat(frames).hasDimensions(70, 2);
    for (int i = 0; i < 70; i++) {
      assertThat(frames[i][0]).isEqualTo((short) i);
      assertThat((int) frames[i][1]).isIn(0, i);
    }
    assertThat(frames[69][1]).isEqualTo((short) 69);
  }

  @Test
  void shouldLeaveOutWhatIsSaidWhilePaused() throws Exception {
    Path file = folder.resolve("leg.wav");
    Recorder recorder = new Recorder(file, false, over::complete);
    recorder.left(frame(0, 1));
    recorder.pause();
    recorder.left(frame(1, 2));
    recorder.resume();
    recorder.left(frame(2, 3));
    recorder.right(frame(2, 9));
    recorder.finish();
    assertThat(result().writtenMs()).isEqualTo(40);
    assertThat(frames(file, 1)).isDeepEqualTo(new short[][] {{1}, {3}});
  }

  @Test
  void shouldHaveARightHeaderEverySecondSoThatACrashLosesLittle() {
    Path file = folder.resolve("leg.wav");
    Recorder recorder = new Recorder(file, false, over::complete);
    for (int i = 0; i < 60; i++) {
      recorder.left(frame(i, i));
    }
    Awaitility.await().until(() -> {
      ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      return header.limit() >= 44 && header.getInt(40) == 50 * 320;
    });
    recorder.finish();
    assertThat(result().writtenMs()).isEqualTo(1200);
  }

  @Test
  void shouldTellWhenTheFileCannotBeWritten() {
    Recorder recorder = new Recorder(folder.resolve("missing/leg.wav"), false, over::complete);
    assertThat(result().problem()).isNotNull();
    recorder.left(frame(0, 1));
    recorder.finish();
  }
}
