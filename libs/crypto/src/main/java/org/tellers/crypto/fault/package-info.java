/**
 * The names of everything that can be wrong with protocol data.
 */
package org.tellers.crypto.fault;
