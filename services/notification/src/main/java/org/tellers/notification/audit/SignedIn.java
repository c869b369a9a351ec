package org.tellers.notification.audit;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.tellers.service.Problem;

/** Who is calling. */
@RequestScoped
public class SignedIn {

    private final SecurityIdentity identity;

    SignedIn(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The person; a 403 problem when the token has no subject, since two people could not be told apart then. */
    public By person() {
        String subject = identity.getPrincipal() instanceof JsonWebToken token ? token.getSubject() : null;
        if (subject == null || subject.isBlank()) {
            throw Problem.forbidden(
                    "subject-missing",
                    "The access token has no subject, so two people could not be told apart; the identity provider must"
                            + " add the claim sub.");
        }
        return new By(identity.getPrincipal().getName(), subject);
    }
}
