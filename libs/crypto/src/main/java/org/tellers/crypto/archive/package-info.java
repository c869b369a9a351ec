/**
 * The published archive ({@code .bel}): its chain of events, writing, reading and checking it.
 */
package org.tellers.crypto.archive;
