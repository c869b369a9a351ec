package org.tellers.notification.suppression;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The wish to write to addresses again from which mails came back. What members complained of is never lifted by it.
 *
 * @param reason why mails arrive there again, for the union's own audit; no address
 */
public record Lifting(@NotBlank @Size(max = 500) String reason) {

    /** Why; empty without such a wish. */
    public static Optional<String> reasonOf(Lifting wish) {
        return Optional.ofNullable(wish).map(Lifting::reason);
    }
}
