package dev.sextant.jobexecution.ssh;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.session.ClientSession;

/** A place for one channel on a shared connection, until it is closed. */
public final class SshLease implements AutoCloseable {
    private final ClientSession session;
    private final Runnable giveBack;
    private final AtomicBoolean open = new AtomicBoolean(true);

    SshLease(ClientSession session, Runnable giveBack) {
        this.session = session;
        this.giveBack = giveBack;
    }

    public ClientSession session() {
        return session;
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            giveBack.run();
        }
    }
}
