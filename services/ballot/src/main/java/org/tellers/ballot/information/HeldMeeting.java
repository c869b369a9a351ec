package org.tellers.ballot.information;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A meeting as it stands.
 *
 * @param id stable, whatever of it changes
 * @param version how often it was written, from 1
 * @param changedAt when it was written last
 * @param cancelled whether it was called off
 * @param meeting what it is
 */
@Schema(name = "Meeting", description = "A meeting about the ballot as it stands")
public record HeldMeeting(UUID id, int version, Instant changedAt, boolean cancelled, Meeting meeting) {

    static HeldMeeting of(MeetingRow row) {
        return new HeldMeeting(row.key.meeting(), row.key.version(), row.changedAt, row.cancelled, row.meeting());
    }
}
