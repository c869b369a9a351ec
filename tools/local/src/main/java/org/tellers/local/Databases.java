package org.tellers.local;

import java.util.List;

/**
 * The databases and their roles, as {@code contracts/databases.yaml} declares them.
 *
 * @param administrator the superuser of the local cluster, who makes the rest
 * @param databases one for each service
 */
public record Databases(Role administrator, List<Database> databases) {

    /**
     * @param name of the database, which is the service's name
     * @param owner migrates: owns the database and its schema
     * @param app runs the service: reads and writes rows
     */
    public record Database(String name, Role owner, Role app) {}

    /**
     * @param role name of the role
     * @param localPassword its password on a developer's machine and in tests
     */
    public record Role(String role, String localPassword) {}

    /** The services, each of which has one database of its name, in the declared order. */
    public List<String> services() {
        return databases.stream().map(Database::name).toList();
    }

    /** @throws PartException when no database has the service's name */
    public Database of(String service) {
        return databases.stream()
                .filter(d -> d.name().equals(service))
                .findFirst()
                .orElseThrow(() -> new PartException("contracts/databases.yaml has no database " + service));
    }
}
