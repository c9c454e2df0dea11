package dev.sextant.jobexecution.credential;

import dev.sextant.jobexecution.ssh.SshCredential;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks the inventory for the credentials of all hosts that are wanted at about the same time, in one call. */
public final class BatchedCredentials implements HostCredentials {
    private static final int BATCH = 200;
    private static final long GATHER_MILLIS = 20;

    private final RestClient gateway;
    private final Map<String, CompletableFuture<SshCredential>> wanted = new HashMap<>();
    private boolean gathering;

    /** A client whose paths begin at the gateway and that carries the plugin's own token. */
    public BatchedCredentials(RestClient gateway) {
        this.gateway = gateway;
    }

    @Override
    public SshCredential of(String hostId) throws CredentialFailure, InterruptedException {
        try {
            return want(hostId).get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof CredentialFailure known) {
                throw known;
            }
            throw CredentialFailure.passing("the inventory could not be asked for the host's credential");
        }
    }

    private synchronized CompletableFuture<SshCredential> want(String hostId) {
        CompletableFuture<SshCredential> future = wanted.computeIfAbsent(hostId, host -> new CompletableFuture<>());
        if (!gathering) {
            gathering = true;
            Thread.ofVirtual().name("credentials").start(this::gather);
        }
        return future;
    }

    private void gather() {
        try {
            Thread.sleep(GATHER_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        Map<String, CompletableFuture<SshCredential>> all = drain();
        List<String> hosts = new ArrayList<>(all.keySet());
        for (int from = 0; from < hosts.size(); from += BATCH) {
            reveal(hosts.subList(from, Math.min(hosts.size(), from + BATCH)), all);
        }
    }

    private synchronized Map<String, CompletableFuture<SshCredential>> drain() {
        Map<String, CompletableFuture<SshCredential>> all = Map.copyOf(wanted);
        wanted.clear();
        gathering = false;
        return all;
    }

    private void reveal(List<String> hosts, Map<String, CompletableFuture<SshCredential>> futures) {
        try {
            Map<String, SshCredential> found = new HashMap<>();
            for (RevealedCredentials.Item item : ask(hosts).items()) {
                found.put(item.host(), credential(item));
            }
            hosts.forEach(host -> complete(futures.get(host), host, found.get(host)));
        } catch (CredentialFailure | RuntimeException failure) {
            CredentialFailure told = failure instanceof CredentialFailure known
                    ? known
                    : CredentialFailure.passing("the inventory could not be asked for the host's credential");
            if (!told.passing() && hosts.size() > 1) {
                // One unknown host fails a whole batch: each is asked for by itself.
                hosts.forEach(host -> reveal(List.of(host), futures));
                return;
            }
            hosts.forEach(host -> {
                CompletableFuture<SshCredential> future = futures.get(host);
                if (future != null) {
                    future.completeExceptionally(told);
                }
            });
        }
    }

    private static void complete(
            @Nullable CompletableFuture<SshCredential> future, String host, @Nullable SshCredential credential) {
        if (future == null) {
            return;
        }
        if (credential == null) {
            future.completeExceptionally(
                    CredentialFailure.lasting("the inventory has no credential for the host " + host));
        } else {
            future.complete(credential);
        }
    }

    private RevealedCredentials ask(List<String> hosts) throws CredentialFailure {
        try {
            RevealedCredentials answer = gateway.post()
                    .uri("/inventory/v1/credentials/reveal")
                    .body(new RevealedCredentials.Request(List.copyOf(hosts)))
                    .retrieve()
                    .body(RevealedCredentials.class);
            return answer == null ? new RevealedCredentials(List.of()) : answer;
        } catch (HttpClientErrorException.Forbidden refused) {
            throw CredentialFailure.lasting(
                    "the inventory refuses to reveal credentials: the plugin needs the permission inventory:reveal");
        } catch (HttpClientErrorException.NotFound | HttpClientErrorException.UnprocessableContent unknown) {
            throw alone(hosts, unknown);
        } catch (RestClientException failure) {
            throw CredentialFailure.passing("the inventory could not be asked for the host's credential");
        }
    }

    private static CredentialFailure alone(List<String> hosts, RestClientException failure) {
        return CredentialFailure.lasting("the inventory does not know "
                + (hosts.size() == 1 ? "the host " + hosts.getFirst() : "one of the " + hosts.size() + " hosts"));
    }

    private static SshCredential credential(RevealedCredentials.Item item) {
        String key = item.privateKey();
        String password = item.password();
        if (item.authentication().equals("KEY") && key != null) {
            return new SshCredential.Key(item.user(), key);
        }
        return new SshCredential.Password(item.user(), password == null ? "" : password);
    }
}
