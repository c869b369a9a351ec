/**
 * Starts the real parts of Tellers on one machine, without a container engine: PostgreSQL, Kafka, Keycloak, a mail
 * catcher, the five services and the gateway. Serves {@code make run}, the tests and the end-to-end runs.
 */
package org.tellers.local;
