/**
 * The key ceremony of a group of trustees of whom a threshold decrypts (specification, "Pedersen" protocol): what each
 * trustee computes, and what the server that passes their messages on can check of them.
 */
package org.tellers.crypto.ceremony;
