/** What HQ tells members beside the paper: questions with answers, and meetings. Not part of what was approved. */
@NullMarked
package org.tellers.ballot.information;

import org.jspecify.annotations.NullMarked;
