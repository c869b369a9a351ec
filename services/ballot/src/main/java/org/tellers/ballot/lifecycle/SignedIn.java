package org.tellers.ballot.lifecycle;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.tellers.service.Problem;
import org.tellers.service.Roles;

/** Who is calling. */
@RequestScoped
public class SignedIn {

    private static final List<String> ROLES = List.of(
            Roles.OFFICER,
            Roles.APPROVER,
            Roles.HELPDESK,
            Roles.ORGANISER,
            Roles.SCRUTINEER,
            Roles.TRUSTEE,
            Roles.AUDITOR);

    private final SecurityIdentity identity;
    private final JsonWebToken token;

    @Inject
    SignedIn(SecurityIdentity identity, JsonWebToken token) {
        this.identity = identity;
        this.token = token;
    }

    /** The person; two people are told apart by the token's subject, since names can be changed. */
    public Person person() {
        String subject = token.getSubject();
        if (subject == null || subject.isBlank()) {
            throw Problem.forbidden(
                    "subject-missing",
                    "The access token has no subject, so two people could not be told apart; the identity provider must"
                            + " add the claim sub.");
        }
        return new Person(subject, identity.getPrincipal().getName());
    }

    /** The role that the public decision log names them by: the first they have, headquarters' before others. */
    public String role() {
        Set<String> roles = identity.getRoles();
        return ROLES.stream().filter(roles::contains).findFirst().orElse("other");
    }

    /** Every role they have. */
    public Set<String> roles() {
        return identity.getRoles();
    }
}
