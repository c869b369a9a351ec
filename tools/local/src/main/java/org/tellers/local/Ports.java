package org.tellers.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ports of one stack, all on localhost, each with a name for messages. The usual ones are those of the project's
 * documentation; they shift together, so that a second stack can run beside the first.
 *
 * @param byName port numbers by the names of the constants and of {@link #http} and {@link #management}
 */
public record Ports(Map<String, Integer> byName) {
    /** The gateway's page and API for voters. */
    public static final String VOTERS = "gateway for voters";
    /** The gateway's API for HQ. */
    public static final String HQ = "gateway for HQ";
    /** Health and metrics of the gateway. */
    public static final String GATEWAY_MANAGEMENT = "gateway management";
    /** The page that shows the caught mails. */
    public static final String MAIL_PAGE = "mail page";
    /** Where mails are taken. */
    public static final String SMTP = "SMTP";
    /** Sign-in. */
    public static final String KEYCLOAK = "keycloak";
    /** Databases. */
    public static final String POSTGRES = "postgres";
    /** Events. */
    public static final String KAFKA = "kafka";
    /** The second port of the broker, its own. */
    public static final String KAFKA_CONTROLLER = "kafka controller";

    private static final int HIGHEST_USUAL = 19093;

    /** @param byName copied */
    public Ports {
        byName = Map.copyOf(byName);
    }

    /**
     * The usual ports, each higher by the same number.
     *
     * @param services names of the services, in the order of their ports
     * @param base added to every port, 0 for the usual ones
     * @throws PartException when a port would not exist
     */
    public static Ports shifted(List<String> services, int base) {
        if (base < 0 || base > 65535 - HIGHEST_USUAL) {
            throw new PartException("TELLERS_PORT_BASE is " + base
                    + ": it is added to every port, use a number from 0 to " + (65535 - HIGHEST_USUAL));
        }
        var shifted = new LinkedHashMap<String, Integer>();
        usual(services).forEach((name, port) -> shifted.put(name, port + base));
        return new Ports(shifted);
    }

    /** Ports that no program uses at this moment. */
    public static Ports free(List<String> services) {
        var names = new ArrayList<>(usual(services).keySet());
        var free = Sockets.free(names.size());
        var chosen = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < names.size(); i++) {
            chosen.put(names.get(i), free.get(i));
        }
        return new Ports(chosen);
    }

    /** The API of a service. */
    public int http(String service) {
        return of(service);
    }

    /** Health and metrics of a service. */
    public int management(String service) {
        return of(service + " management");
    }

    /** The port of that name. */
    public int of(String name) {
        var port = byName.get(name);
        if (port == null) {
            throw new IllegalArgumentException("No port is called " + name);
        }
        return port;
    }

    private static Map<String, Integer> usual(List<String> services) {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put(VOTERS, 8080);
        ports.put(HQ, 8090);
        ports.put(GATEWAY_MANAGEMENT, 9100);
        ports.put(MAIL_PAGE, 8025);
        ports.put(SMTP, 1025);
        ports.put(KEYCLOAK, 8180);
        ports.put(POSTGRES, 15432);
        ports.put(KAFKA, 19092);
        ports.put(KAFKA_CONTROLLER, HIGHEST_USUAL);
        for (int i = 0; i < services.size(); i++) {
            ports.put(services.get(i), 8101 + i);
            ports.put(services.get(i) + " management", 9101 + i);
        }
        return ports;
    }
}
