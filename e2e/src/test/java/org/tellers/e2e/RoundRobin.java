package org.tellers.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What a Service of Kubernetes is: one address in front of replicas, which get its connections in turn. */
final class RoundRobin implements Closeable {

    private final ServerSocket door;
    private final List<URI> replicas = new CopyOnWriteArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    RoundRobin() {
        try {
            door = new ServerSocket(0, 200, InetAddress.getByName("localhost"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it listens. */
    URI address() {
        return URI.create("http://localhost:" + door.getLocalPort());
    }

    /** A replica that is ready from now on. */
    void add(URI replica) {
        replicas.add(replica);
    }

    /** The replica gets no further connection. */
    void remove(URI replica) {
        replicas.remove(replica);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** To the next replica that takes the connection; the client's is ended when none does. */
    private void connect(Socket client) {
        for (int tries = replicas.size(); tries > 0; tries--) {
            URI replica = replicas.get(Math.floorMod(next.getAndIncrement(), replicas.size()));
            Socket server = new Socket();
            try {
                server.connect(new InetSocketAddress("localhost", replica.getPort()), 2_000);
            } catch (IOException e) {
                close(server);
                continue;
            }
            Thread.ofVirtual().start(() -> copy(client, server));
            copy(server, client);
            return;
        }
        close(client);
    }

    /** Until either end is over; then both are. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of them hung up.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use either way.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
