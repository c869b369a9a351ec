/** A demo union: its register, its people at HQ, its first ballot; used by {@code make run} and by the smoke run. */
package org.tellers.local.demo;
