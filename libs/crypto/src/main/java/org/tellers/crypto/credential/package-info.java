/**
 * Voting codes and the public credentials derived from them.
 */
package org.tellers.crypto.credential;
