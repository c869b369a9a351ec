package org.tellers.membership.register;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A member as the register has it; imports and the contact book write. */
@Entity
@Immutable
@Table(name = "member")
@SuppressWarnings("NullAway.Init")
public class Member extends PanacheEntityBase {

    @Id
    UUID id;

    @Column(name = "membership_number")
    String membershipNumber;

    @Nullable
    String title;

    @Column(name = "first_name")
    @Nullable
    String firstName;

    @Column(name = "last_name")
    String lastName;

    @Column(name = "preferred_email_type")
    @Nullable
    String preferredEmailType;

    @Column(name = "personal_email")
    @Nullable
    String personalEmail;

    @Column(name = "work_email")
    @Nullable
    String workEmail;

    @Nullable
    String mobile;

    @Column(name = "address_1")
    @Nullable
    String address1;

    @Column(name = "address_2")
    @Nullable
    String address2;

    @Nullable
    String town;

    @Nullable
    String postcode;

    String section;

    @Nullable
    String branch;

    @Nullable
    String employer;

    @Nullable
    String region;

    @Nullable
    String pdu;

    @Nullable
    String workplace;

    @Column(name = "job_role")
    @Nullable
    String jobRole;

    @Column(name = "membership_class")
    @Nullable
    String membershipClass;

    String status;

    @Column(name = "joined_at")
    @Nullable
    Instant joinedAt;

    @Column(name = "joined_at_day_only")
    boolean joinedAtDayOnly;

    @Column(name = "left_at")
    @Nullable
    Instant leftAt;

    String language;

    @Column(name = "campaign_consent")
    @Nullable
    Boolean campaignConsent;

    /** Stable names of the fields that files do not change, because the member or headquarters have set them. */
    @Nullable
    String[] held;

    /** Whether a mail can be sent at all. */
    boolean reachable() {
        return personalEmail != null || workEmail != null;
    }
}
