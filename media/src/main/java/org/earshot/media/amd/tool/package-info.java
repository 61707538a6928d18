/**
 * The detector over recordings: events of each file, and figures over a labelled set.
 *
 * <p>Owner thread: the caller's. May import: {@code org.earshot.media.amd}, {@code org.earshot.media.audio}, the JDK.
 */
package org.earshot.media.amd.tool;
