package dev.sextant.web.limit;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.problem.WebError;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** A request whose body ends in a problem when it is too long. */
final class LimitedRequest extends HttpServletRequestWrapper {
    private final DataSize limit;
    private @Nullable ServletInputStream body;

    LimitedRequest(HttpServletRequest request, DataSize limit) {
        super(request);
        this.limit = limit;
    }

    static String detail(DataSize limit) {
        return "A body may have at most %d KB here".formatted(limit.toKilobytes());
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream known = body;
        if (known == null) {
            known = new LimitedStream(super.getInputStream(), limit);
            body = known;
        }
        return known;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class LimitedStream extends ServletInputStream {
        private final ServletInputStream source;
        private final DataSize limit;
        private long left;

        private LimitedStream(ServletInputStream source, DataSize limit) {
            this.source = source;
            this.limit = limit;
            this.left = limit.toBytes();
        }

        @Override
        public int read() throws IOException {
            int next = source.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = source.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw new ProblemException(WebError.TOO_LARGE, detail(limit));
            }
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
