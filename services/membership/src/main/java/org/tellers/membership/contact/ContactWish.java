package org.tellers.membership.contact;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody wants to be otherwise. A value left out stays; an empty text removes what there is. */
@Schema(name = "ContactWish", description = "A value that is left out stays as it is; an empty text removes it.")
public record ContactWish(
        @Schema(description = "Which e-mail address is written to: personal or work", examples = "personal")
        @Size(max = 10)
        @Nullable
        String preferredEmailType,

        @Schema(examples = "member@example.org") @Size(max = 300) @Nullable
        String personalEmail,

        @Size(max = 300) @Nullable String workEmail,

        @Schema(examples = "07700 900001") @Size(max = 300) @Nullable
        String mobile,

        @Size(max = 300) @Nullable String address1,
        @Size(max = 300) @Nullable String address2,
        @Size(max = 300) @Nullable String town,
        @Size(max = 300) @Nullable String postcode,

        @Schema(description = "en or cy", examples = "cy") @Size(max = 10) @Nullable
        String language) {

    /** Hides who it is. */
    @Override
    public String toString() {
        return "ContactWish";
    }
}
