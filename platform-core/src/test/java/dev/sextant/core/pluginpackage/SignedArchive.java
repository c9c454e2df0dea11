package dev.sextant.core.pluginpackage;

import dev.sextant.contract.archive.PackageLimits;
import dev.sextant.contract.archive.PackageReader;
import dev.sextant.contract.archive.PackageWriter;
import dev.sextant.testsupport.PluginArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Packages that a key has signed, and such as somebody has had their hands on afterwards. */
final class SignedArchive {
    private SignedArchive() {}

    static byte[] of(String name, String version, KeyPair keys) {
        return sign(PluginArchive.of(name, version), keys);
    }

    static byte[] sign(byte[] archive, KeyPair keys) {
        try {
            var folder = Files.createTempDirectory("signed");
            var plain = Files.write(folder.resolve("plain.zip"), archive);
            var signed = folder.resolve("signed.zip");
            try (var verified = PackageReader.open(plain, PackageLimits.standard())) {
                PackageWriter.sign(signed, verified, keys);
            }
            var bytes = Files.readAllBytes(signed);
            Files.delete(signed);
            Files.delete(plain);
            Files.delete(folder);
            return bytes;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The list and the files of one archive under the signature of another. */
    static byte[] withSignatureOf(byte[] archive, byte[] other) {
        var files = files(archive);
        files.put("package.sig", files(other).get("package.sig"));
        return zip(files);
    }

    /** The archive with another content of one file, and nothing else changed. */
    static byte[] with(byte[] archive, String name, byte[] content) {
        var files = files(archive);
        files.put(name, content);
        return zip(files);
    }

    static Map<String, byte[]> files(byte[] archive) {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return files;
    }

    private static byte[] zip(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var sum = new CRC32();
                sum.update(file.getValue());
                var entry = new ZipEntry(file.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(file.getValue().length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
