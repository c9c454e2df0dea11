package dev.sextant.gateway.portal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;

/**
 * One file of the portal, held in memory as it is mostly sent: compressed, unless compressing gains nothing.
 *
 * @param etag a quoted strong validator of the plain content
 * @param immutable whether the name carries a hash of the content, so that it never changes
 */
record PortalFile(MediaType type, byte[] content, boolean compressed, String etag, boolean immutable) {
    private static final Pattern HASHED_NAME = Pattern.compile(".+[.-][0-9a-f]{8,}\\.[A-Za-z0-9.]+");

    static PortalFile of(String name, MediaType type, byte[] plain) {
        byte[] compressed = compress(plain);
        boolean worthIt = compressed.length < plain.length * 9L / 10;
        return new PortalFile(
                type,
                worthIt ? compressed : plain,
                worthIt,
                "\"" + digest(plain) + "\"",
                HASHED_NAME.matcher(name).matches());
    }

    CacheControl cacheControl() {
        return immutable
                ? CacheControl.maxAge(java.time.Duration.ofDays(365))
                        .cachePublic()
                        .immutable()
                : CacheControl.noCache();
    }

    byte[] plain() {
        if (!compressed) {
            return content;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return in.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException("A file that was compressed here cannot be decompressed", impossible);
        }
    }

    private static byte[] compress(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2 + 64);
        try (GZIPOutputStream gzip = new StrongGzip(out)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed", impossible);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] plain) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    private static final class StrongGzip extends GZIPOutputStream {
        StrongGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
