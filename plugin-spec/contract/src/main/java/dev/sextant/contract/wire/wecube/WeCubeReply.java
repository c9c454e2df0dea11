package dev.sextant.contract.wire.wecube;

/**
 * How the core answers a callback to {@code /platform/v1/process/instances/callback}.
 *
 * @param status {@code OK}, or {@code ERROR} together with an HTTP status that says so too
 * @param message a sentence for people
 */
public record WeCubeReply(String status, String message) {

    /** The callback was taken. */
    public static WeCubeReply ok() {
        return new WeCubeReply("OK", "Success");
    }
}
