package org.tellers.crypto.fault;

/** What may go wrong between the trustees of a group while they make their keys. */
public enum CeremonyFault implements Fault {
    SEED_FORM("trustee-seed-form", "A trustee's private key is not of 22 Base58 characters"),
    NOT_A_MEMBER("trustee-not-in-group", "None of the group's certificates is this trustee's"),
    MESSAGE_UNREADABLE("message-unreadable", "A message is not encrypted for this trustee, or was changed"),
    MESSAGE_SIGNATURE("message-signature-invalid", "A message is not signed by the trustee whose it should be"),
    MESSAGE_RECIPIENT("message-recipient", "A message was written for another trustee"),
    WRONG_SHAPE("ceremony-wrong-shape", "A trustee's contribution does not have one of everything for each trustee"),
    OTHER_POLYNOMIAL("polynomial-not-own", "The polynomial handed back is not the one that this trustee made"),
    SECRET("secret-mismatch", "A trustee's secret share is not the value of the polynomial that the trustee signed");

    private final String code;
    private final String description;

    CeremonyFault(String code, String description) {
        this.code = code;
        this.description = description;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String description() {
        return description;
    }
}
