package org.tellers.membership.imports;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a person says yes to.
 *
 * @param validRowsOnly import the valid rows although others are not
 * @param left how many members a full import marks as left
 * @param overwrite of how many members the file's values take the place of what they, or somebody for them, have set
 */
public record Confirmation(
        @Schema(description = "Import the valid rows although others are invalid", defaultValue = "false") @Nullable
        Boolean validRowsOnly,

        @Schema(description = "Mode full: how many members will be marked as left, as the dry run says") @Nullable
        Integer left,

        @Schema(
                description = "Take the file's values also where members, or somebody for them, have set others: of how"
                        + " many members that is, as conflicts of the dry run says. Without it theirs stay.")
        @Nullable
        Integer overwrite) {

    /** Whether the file's values take the place of what members have set. */
    boolean overwrites() {
        return overwrite != null && overwrite > 0;
    }

    /** Whether the invalid rows are left out. */
    boolean onlyValidRows() {
        return Boolean.TRUE.equals(validRowsOnly);
    }

    /**
     * Why it cannot be applied.
     *
     * @param code stable name
     * @param detail what to do
     */
    public record Refusal(String code, String detail) {}

    /**
     * Holds the confirmation against what the dry run found.
     *
     * @param mode the run's mode
     * @param found what the dry run found
     * @param invalid invalid rows of the file
     * @param unnumbered rows of which not even the membership number is known
     * @param conflicts members of whom the file has something else than they have set
     */
    public Optional<Refusal> refuse(ImportMode mode, Comparison found, int invalid, int unnumbered, int conflicts) {
        if (invalid > 0 && !onlyValidRows()) {
            return refused(
                    "invalid-rows",
                    invalid + " rows are invalid, so nothing was imported. Correct them and upload again, or confirm"
                            + " with validRowsOnly.");
        }
        if (overwrite != null && overwrite != conflicts) {
            return refused(
                    "conflicts-not-confirmed",
                    "The file has something else than " + conflicts + " members have set. Confirm with overwrite = "
                            + conflicts + " to take the file's values, or leave overwrite out to keep theirs.");
        }
        return switch (mode) {
            case UPDATE ->
                left != null && left != 0
                        ? refused("nobody-leaves", "An import in mode update marks nobody as left. Leave out left.")
                        : Optional.empty();
            case FULL -> refuseLeavers(found, unnumbered);
        };
    }

    private Optional<Refusal> refuseLeavers(Comparison found, int unnumbered) {
        if (unnumbered > 0) {
            return refused(
                    "leavers-unknown",
                    unnumbered + " rows have no readable membership number, so it is not certain who has left. Correct"
                            + " them and upload again, or import in mode update.");
        }
        if (left == null || left != found.left()) {
            return refused(
                    "leavers-not-confirmed",
                    "This import marks " + found.left() + " members as left. Confirm with left = " + found.left()
                            + ".");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refused(String code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }
}
