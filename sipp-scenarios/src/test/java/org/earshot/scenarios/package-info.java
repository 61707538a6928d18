/**
 * Black-box tests: Earshot as a process of its own, spoken to over the wire only.
 *
 * <p>{@code CasesTest} runs the case folders of this module, each with SIPp as caller and callee. The other classes are
 * for what SIPp cannot say: audio compared byte for byte, verdicts on recordings, signals and crashes of the process.
 *
 * <p>Nothing here imports a class of the server. {@code mvn verify} starts them, after the server's jar is packaged.
 */
package org.earshot.scenarios;
