/**
 * The server as a program: its command line, and how it is put together.
 *
 * <p>{@link org.earshot.app.Main} parses the command line; {@link org.earshot.app.Wiring} builds every long-lived
 * object in order and closes them in reverse. All other packages lie below this one and never import it.
 *
 * <p>Main thread only. Imports: everything of {@code app}, picocli, Logback's configuration.
 */
package org.earshot.app;
