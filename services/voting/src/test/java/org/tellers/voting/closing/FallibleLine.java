package org.tellers.voting.closing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tellers.testing.RealParts;

/**
 * The real parts, with the line to PostgreSQL through a door that can go dead: what was connected before is taken and
 * never answered again, as when the machine at the other end was cut off; who connects anew gets through.
 */
public class FallibleLine extends RealParts {
    /** How long the service waits for the database, s. */
    static final int PATIENCE = 3;

    /** Quarkus loads this class in several class loaders; what they share is a system property. */
    private static final String DEAD_BEFORE = "tellers.voting.dead-before";

    private @Nullable ServerSocket door;

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = super.start();
        String url = Objects.requireNonNull(configuration.get("quarkus.datasource.jdbc.url"));
        URI address = URI.create(url.substring("jdbc:".length()));
        ServerSocket opened;
        try {
            opened = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        door = opened;
        Thread.ofVirtual().start(() -> accept(opened, address.getHost(), address.getPort()));
        configuration.put(
                "quarkus.datasource.jdbc.url",
                url.replace(address.getHost() + ":" + address.getPort(), "localhost:" + opened.getLocalPort()));
        configuration.put(
                "quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout", Integer.toString(PATIENCE));
        return configuration;
    }

    @Override
    public void stop() {
        super.stop();
        try {
            Objects.requireNonNull(door).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that is connected now is never answered again. */
    static void goDead() {
        System.setProperty(DEAD_BEFORE, Long.toString(System.nanoTime()));
    }

    private static void accept(ServerSocket door, String host, int port) {
        try {
            while (true) {
                Socket near = door.accept();
                Socket far = new Socket(host, port);
                long since = System.nanoTime();
                Thread.ofVirtual().start(() -> pass(near, far, since));
                Thread.ofVirtual().start(() -> pass(far, near, since));
            }
        } catch (IOException e) {
            // The door was closed: the test is over.
        }
    }

    private static void pass(Socket from, Socket to, long since) {
        byte[] bytes = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (since - Long.getLong(DEAD_BEFORE, since) >= 0) {
                    out.write(bytes, 0, n);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // Either end has gone; the other goes with it.
        }
    }
}
