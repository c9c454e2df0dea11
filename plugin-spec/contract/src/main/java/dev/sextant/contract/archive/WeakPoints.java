package dev.sextant.contract.archive;

import java.math.BigInteger;
import java.security.spec.EdECPoint;
import java.util.Set;

/** The points of Ed25519's curve that are no keys: those of small order, and those that are written in a second way. */
final class WeakPoints {

    private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger EIGHTH =
            new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16);

    /** The y of all points whose eightfold is nothing: the orders 4, 1, 2 and 8. */
    private static final Set<BigInteger> SMALL_ORDER =
            Set.of(BigInteger.ZERO, BigInteger.ONE, PRIME.subtract(BigInteger.ONE), EIGHTH, PRIME.subtract(EIGHTH));

    private WeakPoints() {}

    static boolean include(EdECPoint point) {
        return point.getY().compareTo(PRIME) >= 0 || SMALL_ORDER.contains(point.getY());
    }
}
