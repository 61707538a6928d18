package org.earshot.media;

/**
 * Totals of what came from one leg's peer on one stream.
 *
 * @param packets   RTP packets taken from the latched source
 * @param octets    their payload octets (RFC 3550 §6.4.1)
 * @param sent      RTP packets sent to the peer
 * @param lost      expected less received, never negative (RFC 3550 A.3)
 * @param jitterMs  interarrival jitter (RFC 3550 A.8)
 * @param foreign   packets dropped because they came from elsewhere
 * @param mos       estimate from loss and jitter by the E-model (ITU-T G.107), 1.0 to 4.5; 0 where nothing came
 * @param codec     encoding name last heard, empty where nothing came
 */
public record StreamStats(long packets, long octets, long sent, long lost, double jitterMs, long foreign, double mos,
                          String codec) {}
