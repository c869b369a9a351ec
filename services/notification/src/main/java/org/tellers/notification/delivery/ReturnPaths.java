package org.tellers.notification.delivery;

import jakarta.inject.Singleton;
import java.util.Optional;

/** The return path as it is set, read once. */
@Singleton
public class ReturnPaths {

    private final Optional<ReturnPath> path;

    ReturnPaths(DeliverySettings settings) {
        this.path = settings.returnPath().map(ReturnPath::of);
    }

    /** Where failures return to; empty when it is not set, and they return to the sender that members see. */
    public Optional<ReturnPath> path() {
        return path;
    }
}
