package dev.sextant.core.trust;

import java.util.Collection;
import java.util.Map;

/** Tells how many packages are signed with keys; what keeps packages implements it. */
public interface KeyUse {

    /** How many packages each of these keys has signed; one that has signed none may be missing. */
    Map<String, Integer> of(Collection<String> keyIds);
}
