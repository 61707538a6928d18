package org.earshot.app.api;

import org.earshot.app.events.DomainEvent;
import org.earshot.app.json.Json;

/** A fact as the WebSocket tells it: its name under {@code event}, then its fields. */
final class EventJson {
  private EventJson() {}

  static String of(DomainEvent event) {
    return Json.object().put("event", name(event)).setAll(Json.tree(event)).toString();
  }

  private static String name(DomainEvent event) {
    return switch (event) {
      case DomainEvent.CallStarted _ -> "call.started";
      case DomainEvent.CallRouted _ -> "call.routed";
      case DomainEvent.LegDialled _ -> "leg.dialled";
      case DomainEvent.LegFailed _ -> "leg.failed";
      case DomainEvent.CallRinging _ -> "call.ringing";
      case DomainEvent.CallAnswered _ -> "call.answered";
      case DomainEvent.CallTransferred _ -> "call.transferred";
      case DomainEvent.CallEnded _ -> "call.ended";
      case DomainEvent.AmdVerdict _ -> "amd.verdict";
      case DomainEvent.AmdRevised revised -> revised.verdict().cause().equals("human-joined") ? "amd.human-joined" : "amd.revised";
      case DomainEvent.AmdGreetingEnd _ -> "amd.greeting-end";
      case DomainEvent.OneWayAudio _ -> "media.one-way";
      case DomainEvent.PlaybackEnded _ -> "media.playback-ended";
      case DomainEvent.RecordingEnded _ -> "media.recording-ended";
      case DomainEvent.AmdScreened _ -> "amd.screened";
      case DomainEvent.CallMessage _ -> "call.message";
      case DomainEvent.CallDigit _ -> "call.digit";
      case DomainEvent.RegistrarAnswered _ -> "registrar.answered";
      case DomainEvent.BindingsChanged _ -> "registrar.bindings";
      case DomainEvent.TrunkState _ -> "trunk.state";
      case DomainEvent.TrunkRegistration _ -> "trunk.registration";
      case DomainEvent.SourceBanned _ -> "security.banned";
      case DomainEvent.SourceUnbanned _ -> "security.unbanned";
    };
  }
}
