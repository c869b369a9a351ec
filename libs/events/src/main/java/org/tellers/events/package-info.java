/**
 * Facts out through a transactional outbox, facts in exactly once in effect: {@link org.tellers.events.Outbox} to
 * announce, {@link org.tellers.events.FactReader} and {@link org.tellers.events.Inbox} to read,
 * {@link org.tellers.events.Parking} for facts that arrive before their subject.
 */
@NullMarked
package org.tellers.events;

import org.jspecify.annotations.NullMarked;
