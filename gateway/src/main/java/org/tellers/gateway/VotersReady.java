package org.tellers.gateway;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the voters' origin listens; says too whether the voting app is there. */
@Singleton
@Readiness
class VotersReady implements HealthCheck {

    private final Servers servers;
    private final WebApps apps;

    @Inject
    VotersReady(Servers servers, WebApps apps) {
        this.servers = servers;
        this.apps = apps;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("voters' origin")
                .status(servers.votersPort() > 0)
                .withData("voting app", apps.voting().present() ? "present" : "missing")
                .build();
    }
}
