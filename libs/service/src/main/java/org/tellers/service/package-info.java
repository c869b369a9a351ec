/** What every service answers in the same way: problems, roles, the clock, strict JSON. */
@NullMarked
package org.tellers.service;

import org.jspecify.annotations.NullMarked;
