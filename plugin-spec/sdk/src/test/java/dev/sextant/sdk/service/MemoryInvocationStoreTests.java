package dev.sextant.sdk.service;

class MemoryInvocationStoreTests extends InvocationStoreContract {

    @Override
    InvocationStore empty() {
        return new MemoryInvocationStore();
    }
}
