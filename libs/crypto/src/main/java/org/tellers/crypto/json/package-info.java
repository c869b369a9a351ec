/**
 * JSON in its one canonical form, read strictly.
 */
package org.tellers.crypto.json;
