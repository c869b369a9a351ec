/**
 * Makes the credentials of a ballot, mails each member theirs, and keeps them sealed until they are used, revoked or the
 * ballot closes. It never holds a vote.
 */
package org.tellers.notification;
