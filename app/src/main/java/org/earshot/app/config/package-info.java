/**
 * The configuration: one YAML file, read once into a tree of records.
 *
 * <p>{@code reference.yaml} holds every key with its default, its unit and the reason; it is the source of the
 * defaults, for the operator's file is merged over it. {@link org.earshot.app.config.ConfigLoader} finds as many
 * mistakes as it can at once and names each by file, line, column and key. Each other package is handed its own branch
 * of {@link org.earshot.app.config.ServerConfig} and sees no file.
 *
 * <p>Read at start, on the main thread; the records are immutable. Imports: Jackson's YAML parser (here only),
 * {@code app.pattern}, and the value types of {@code sip} and {@code media} that settings become.
 */
package org.earshot.app.config;
