package dev.sextant.contract.manifest;

/**
 * A part of a manifest that has no meaning on this platform, so that nothing is dropped in silence.
 *
 * @param line line in the text, from 1
 * @param column column in the text, from 1
 * @param path where it stands, for example {@code package/@edition}
 * @param reason why it has no meaning here, and what holds in its place
 */
public record IgnoredPart(int line, int column, String path, String reason) {

    /** Makes characters visible that would steer a terminal. */
    public IgnoredPart {
        path = Shown.of(path);
        reason = Shown.of(reason);
    }
}
