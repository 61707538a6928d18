package org.earshot.media.relay;

import java.util.List;
import org.earshot.media.MediaId;
import org.earshot.media.MediaSession;
import org.earshot.media.Playback;
import org.earshot.media.Recording;
import org.earshot.media.StreamSpec;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.dtmf.Digits;
import org.earshot.media.net.MediaLoop;

/** A leg's media as other threads see it: every method does nothing but post. */
final class PostedSession implements MediaSession {
  private final LoopLegs home;
  private final LegMedia leg;

  PostedSession(LoopLegs home, LegMedia leg) {
    this.home = home;
    this.leg = leg;
  }

  @Override
  public MediaId id() {
    return leg.id();
  }

  @Override
  public void update(List<StreamSpec> streams) {
    List<StreamSpec> specs = List.copyOf(streams);
    home.loop().post(() -> leg.update(specs));
  }

  @Override
  public void listen(AmdConfig config) {
    home.loop().post(() -> leg.listen(config));
  }

  @Override
  public void listenAnew(AmdConfig config) {
    home.loop().post(() -> leg.listenAnew(config));
  }

  @Override
  public void answered() {
    home.loop().post(leg::answered);
  }

  @Override
  public void play(Playback playback) {
    home.loop().post(() -> leg.play(playback));
  }

  @Override
  public void stop() {
    home.loop().post(leg::stop);
  }

  @Override
  public void sendDigits(String digits, int durationMs) {
    if (!digits.chars().allMatch(digit -> Digits.isDigit((char) digit))) {
      throw new IllegalArgumentException("digits are 0 to 9, *, # and A to D");
    }
    home.loop().post(() -> leg.sendDigits(digits, durationMs));
  }

  @Override
  public void hearTones() {
    home.loop().post(leg::hearTones);
  }

  @Override
  public void record(Recording recording) {
    home.loop().post(() -> leg.record(recording));
  }

  @Override
  public void pauseRecording() {
    home.loop().post(leg::pauseRecording);
  }

  @Override
  public void resumeRecording() {
    home.loop().post(leg::resumeRecording);
  }

  @Override
  public void stopRecording() {
    home.loop().post(() -> leg.stopRecording(Recording.End.STOPPED));
  }

  @Override
  public void close() {
    home.close(leg);
  }

  MediaLoop loop() {
    return home.loop();
  }

  LegMedia leg() {
    return leg;
  }
}
