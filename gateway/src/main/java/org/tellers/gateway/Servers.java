package org.tellers.gateway;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The servers of the two origins: HQ's is the program's own, the voters' a second one that shares nothing with it. */
@Singleton
class Servers {

    private static final Logger LOG = Logger.getLogger(Servers.class);

    /** Before every route of the framework, so that nothing else answers at HQ's origin. */
    private static final int FIRST = -1_000_000;

    private final Vertx vertx;
    private final GatewayConfig config;
    private final Door door;
    private final HttpServer voters;

    @Inject
    Servers(Vertx vertx, GatewayConfig config, Door door) {
        this.vertx = vertx;
        this.config = config;
        this.door = door;
        this.voters = vertx.createHttpServer(new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.votersPort())
                .setMaxInitialLineLength(2048)
                .setMaxHeaderSize(8192)
                .setIdleTimeout(60)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true));
    }

    void hq(@Observes Router router) {
        router.route().order(FIRST).handler(door::hq);
    }

    void start(@Observes StartupEvent event) {
        Router router = Router.router(vertx);
        router.route().handler(door::voters);
        voters.requestHandler(router);
        voters.invalidRequestHandler(request -> {
            SecurityHeaders.set(Origin.VOTERS, request.response());
            Refusal.MALFORMED.send(request.response());
        });
        voters.listen().toCompletionStage().toCompletableFuture().join();
        LOG.infof("voters' origin on %s:%d", config.host(), votersPort());
    }

    void stop(@Observes ShutdownEvent event) {
        voters.close().toCompletionStage().toCompletableFuture().join();
    }

    int votersPort() {
        return voters.actualPort();
    }
}
