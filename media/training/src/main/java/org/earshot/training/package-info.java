/**
 * Makes recordings with known insides, and trains the detector's model on recordings. A tool: the server neither ships
 * nor needs it.
 *
 * <pre>
 *  texts.tsv + speech synthesizers --> Scenes --> Channel --> recordings + manifest      (generate)
 *  manifests --> Examples (FeatureTrace, poorer lines) --> boosted trees --> model.txt + report      (train)
 * </pre>
 *
 * <p>Owner thread: the caller's. May import: {@code org.earshot.media.amd}, {@code org.earshot.media.audio}, picocli,
 * XGBoost, the JDK.
 *
 * <p>Standards: ITU-T E.180 and the national plans in its supplement 2, T.30, V.8 (tones).
 */
package org.earshot.training;
