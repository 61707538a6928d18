/**
 * The one form in which facts leave as JSON: snake_case names, ISO-8601 UTC times with milliseconds, null for what is
 * not known.
 *
 * <p>Threads: any. Allowed imports: the JDK, Jackson.
 */
package org.earshot.app.json;
