/**
 * Numbers as dialled: what they match and what they are rewritten to.
 *
 * <p>Two languages meet here: regular expressions with {@code $1}, and Asterisk's patterns with {@code ${EXTEN:1}}.
 * Both are compiled once, when the configuration is read, so that a wrong one is refused with its line; and both are
 * applied to what a stranger dialled, so that matching is bounded in steps ({@link
 * org.earshot.app.pattern.NumberPattern}).
 *
 * <p>Immutable values, any thread. Imports: the JDK.
 */
package org.earshot.app.pattern;
