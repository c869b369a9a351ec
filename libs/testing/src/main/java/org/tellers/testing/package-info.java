/** What the tests of every service share: real parts instead of stand-ins, signed tokens, and a clock that obeys. */
package org.tellers.testing;
