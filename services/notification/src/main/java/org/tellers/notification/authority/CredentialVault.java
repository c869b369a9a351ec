package org.tellers.notification.authority;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tellers.crypto.credential.PrivateCredential;
import org.tellers.service.Sealer;

/** Seals private credentials, each bound to its ballot and public credential. */
@Singleton
public class CredentialVault {

    private final Sealer sealer;

    CredentialVault(@ConfigProperty(name = "tellers.seal-key-file") Path keyFile) {
        this.sealer = Sealer.fromFile(keyFile);
    }

    /** The sealed form of a private credential. */
    byte[] seal(String ballot, String publicCredential, PrivateCredential code) {
        return sealer.seal(code.reveal().getBytes(StandardCharsets.UTF_8), owner(ballot, publicCredential));
    }

    /** The private credential that was sealed for this ballot and public credential. */
    public PrivateCredential open(String ballot, String publicCredential, byte[] sealed) {
        return PrivateCredential.parse(
                new String(sealer.open(sealed, owner(ballot, publicCredential)), StandardCharsets.UTF_8));
    }

    private static String owner(String ballot, String publicCredential) {
        return "credential/" + ballot + "/" + publicCredential;
    }
}
