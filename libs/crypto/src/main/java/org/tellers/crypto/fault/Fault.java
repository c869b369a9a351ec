package org.tellers.crypto.fault;

/** The name of what is wrong with a piece of protocol data; every refusal of this library carries one. */
public sealed interface Fault permits FormatFault, BallotFault, KeyFault, ArchiveFault, AdditionsFault, CeremonyFault {
    /** A stable name in kebab-case, unique over all faults, fit for an error document's type. */
    String code();

    /** One sentence for people, without place or values. */
    String description();
}
