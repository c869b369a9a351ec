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
    private final VotingApp votingApp;

    @Inject
    VotersReady(Servers servers, VotingApp votingApp) {
        this.servers = servers;
        this.votingApp = votingApp;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("voters' origin")
                .status(servers.votersPort() > 0)
                .withData("voting app", votingApp.present() ? "present" : "missing")
                .build();
    }
}
