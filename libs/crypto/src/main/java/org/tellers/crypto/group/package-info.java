/**
 * The group Ed25519: field, points, scalars, and the multiplications that verification needs many of. Operations are
 * variable-time unless their name says {@code Secret}.
 */
package org.tellers.crypto.group;
