package org.earshot.media.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaEvents;
import org.earshot.media.MediaId;
import org.earshot.media.Playback;
import org.earshot.media.Recording;
import org.earshot.media.StreamSpec;
import org.earshot.media.StreamStats;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.net.MediaLoop;
import org.earshot.media.net.PortAllocator;
import org.earshot.media.net.PortPair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media of one leg: its streams and what the call is told of them. Its media loop only. */
final class LegMedia {
  private static final Logger LOG = LoggerFactory.getLogger(LegMedia.class);
  /** No stream of the leg should bring packets now. */
  private static final long NOTHING_DUE = Long.MIN_VALUE;

  private final MediaId id;
  private final MediaLoop loop;
  private final PortAllocator ports;
  private final MediaEvents events;
  private final SilenceWatch silence;
  private final OneWayWatch oneWay = new OneWayWatch();
  private final Function<AmdConfig, Ears> earsOf;
  /** Replaced once, when opened; the other leg reads it too. */
  private volatile List<MediaStream> streams = List.of();
  private final Playing playing;
  private final LegDigits digits;
  private LegMedia peer;
  private Listening listening;
  private boolean answered;
  private boolean hearingTones;
  private LegRecording recording;
  private boolean closed;

  LegMedia(MediaId id, MediaLoop loop, PortAllocator ports, MediaEvents events, long silenceMs,
      Function<AmdConfig, Ears> earsOf, Prompts prompts) {
    playing = new Playing(id, loop, prompts, this::tell);
    digits = new LegDigits(id, playing, this::tell);
    this.id = id;
    this.loop = loop;
    this.ports = ports;
    this.events = events;
    this.earsOf = earsOf;
    silence = new SilenceWatch(silenceMs);
  }

  /** Takes and binds the ports of so many streams; all or none. */
  void open(int count) {
    List<PortPair> pairs = new ArrayList<>();
    try {
      while (pairs.size() < count) {
        pairs.add(ports.bind(loop));
      }
    } catch (IOException e) {
      pairs.forEach(pair -> ports.release(pair, loop));
      tell(new MediaEvent.OpenFailed(id, e.getMessage()));
      return;
    }
    List<MediaStream> opened = new ArrayList<>();
    for (PortPair pair : pairs) {
      int stream = opened.size();
      opened.add(new MediaStream(loop, pair, source -> tell(new MediaEvent.Latched(id, stream, source)), digits));
    }
    streams = List.copyOf(opened);
    tell(new MediaEvent.Opened(id, pairs.stream().map(PortPair::rtpPort).toList()));
  }

  /** What SDP says now; streams beyond those that were opened are ignored, missing ones inactive. */
  void update(List<StreamSpec> specs) {
    if (closed) {
      return;
    }
    for (int i = 0; i < streams.size(); i++) {
      streams.get(i).update(i < specs.size() ? specs.get(i) : StreamSpec.INACTIVE);
    }
    if (listening != null) {
      listening.on(streams);
    }
    if (hearingTones) {
      digits.hearTones(audio());
    }
    if (recording != null) {
      recording.on(audio());
    }
  }

  /** Records this leg, in place of what is recorded already. */
  void record(Recording wanted) {
    if (!closed) {
      stopRecording(Recording.End.CLOSED);
      recording = new LegRecording(id, wanted, loop, this::tell);
      recording.on(audio());
    }
  }

  void pauseRecording() {
    if (recording != null) {
      recording.pause();
    }
  }

  void resumeRecording() {
    if (recording != null) {
      recording.resume();
    }
  }

  void stopRecording(Recording.End why) {
    if (recording != null) {
      recording.end(why);
      recording = null;
    }
  }

  /** Listens for digits in the audio from now on. */
  void hearTones() {
    hearingTones = true;
    digits.hearTones(audio());
  }

  /** The first stream of audio; null: there is none. */
  private MediaStream audio() {
    return streams.stream().filter(MediaStream::carriesAudio).findFirst().orElse(null);
  }

  /** Plays to this leg's peer; its end is told. */
  void play(Playback playback) {
    MediaStream audio = closed ? null : audio();
    playing.play(playback, audio == null ? null : audio.outbound());
  }

  /** Ends what plays. */
  void stop() {
    playing.stop(Playback.End.STOPPED);
  }

  void sendDigits(String pressed, int durationMs) {
    MediaStream audio = closed ? null : audio();
    if (audio != null) {
      audio.outbound().press(pressed, durationMs);
    }
  }

  /** Forwards stream i to stream i of the other leg from now on; null: to nobody. Its own side of a bridge only. */
  void forwardTo(LegMedia other) {
    peer = other;
    List<MediaStream> targets = other == null ? List.of() : other.streams;
    for (int i = 0; i < streams.size(); i++) {
      streams.get(i).forwardTo(i < targets.size() ? targets.get(i) : null);
    }
  }

  boolean closed() {
    return closed;
  }

  MediaId id() {
    return id;
  }

  LegMedia peer() {
    return peer;
  }

  MediaLoop loop() {
    return loop;
  }

  /** Starts the detector on the first audio stream; the first call counts. */
  void listen(AmdConfig config) {
    if (listening == null && !closed) {
      hear(config);
    }
  }

  /** A fresh detector takes the place of the one that listens. */
  void listenAnew(AmdConfig config) {
    if (!closed) {
      if (listening != null) {
        listening.stop();
      }
      answered = true;
      hear(config);
    }
  }

  private void hear(AmdConfig config) {
    listening = new Listening(earsOf.apply(config), event -> tell(new MediaEvent.Amd(id, event)));
    listening.on(streams);
    if (answered) {
      listening.answered(loop.nanos());
    }
  }

  /** The callee has answered. */
  void answered() {
    answered = true;
    if (listening != null) {
      listening.answered(loop.nanos());
    }
  }

  /** Looks after what packets do not trigger, a few times a second. */
  void tick(long nowNanos) {
    for (int i = 0; i < streams.size(); i++) {
      streams.get(i).tick(nowNanos);
    }
    digits.tick(nowNanos);
    if (recording != null) {
      recording.tick(nowNanos);
    }
    if (listening != null) {
      listening.tick(nowNanos);
    }
    watchSilence(nowNanos);
  }

  /** A call is silent when neither side is heard: one that only listens may send nothing, and one on hold may not. */
  private void watchSilence(long nowNanos) {
    long mine = heardNanos();
    long theirs = peer == null ? mine : peer.heardNanos();
    boolean bothDue = peer != null && mine != NOTHING_DUE && theirs != NOTHING_DUE;
    if (oneWay.tick(bothDue, mine, theirs, nowNanos)) {
      tell(new MediaEvent.OneWay(id, OneWayWatch.LIMIT_MS));
    }
    silence.expecting(mine != NOTHING_DUE && theirs != NOTHING_DUE, nowNanos);
    long silentMs = silence.tick(Math.max(mine, theirs), nowNanos);
    if (silentMs > 0) {
      tell(new MediaEvent.Silent(id, silentMs));
    }
  }

  /** When a packet came last on a stream that should bring some; looks without allocating, ten times a second. */
  private long heardNanos() {
    long heardNanos = NOTHING_DUE;
    List<MediaStream> open = streams;
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i).expectsPackets()) {
        heardNanos = Math.max(heardNanos, open.get(i).heardNanos());
      }
    }
    return heardNanos;
  }

  /** Ends the session; its ports drain. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    playing.stop(Playback.End.CLOSED);
    stopRecording(Recording.End.CLOSED);
    Bridge.leave(this);
    if (listening != null) {
      listening.finish();
    }
    List<StreamStats> totals = streams.stream().map(MediaStream::totals).toList();
    for (MediaStream stream : streams) {
      stream.close();
      ports.release(stream.ports(), loop);
    }
    tell(new MediaEvent.Closed(id, totals));
  }

  private void tell(MediaEvent event) {
    try {
      events.on(event);
    } catch (RuntimeException e) {
      LOG.error("call={} leg={} the listener failed on {}", id.call(), id.leg(), event, e);
    }
  }
}
