package org.tellers.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.tellers.crypto.ceremony.CeremonySteps;
import org.tellers.crypto.ceremony.TrusteeSeed;
import org.tellers.crypto.ceremony.Voutput;
import org.tellers.crypto.trustee.TrusteeKeyPair;
import org.tellers.local.demo.Trustee;
import org.tellers.local.demo.TrusteeTool;

/** Opens the key file that a trustee's tool wrote, with other code than that which wrote it. */
final class TrusteeShare {

    private static final int KEY_BITS = 256;
    private static final int TAG_BITS = 128;

    private TrusteeShare() {}

    /** The trustee's share of the count key. */
    static TrusteeKeyPair of(Trustee trustee) throws IOException, GeneralSecurityException {
        JsonNode file = new ObjectMapper().readTree(trustee.keyFile().toFile());
        JsonNode protection = file.required("protection");
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(
                        TrusteeTool.PASSPHRASE.toCharArray(),
                        bytes(protection.required("salt")),
                        protection.required("iterations").asInt(),
                        KEY_BITS))
                .getEncoded();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(TAG_BITS, bytes(protection.required("iv"))));
        String seed = new String(cipher.doFinal(bytes(file.required("secret"))), StandardCharsets.UTF_8);
        Voutput output =
                Voutput.parse(Files.readString(trustee.outputFile()).strip().getBytes(StandardCharsets.UTF_8));
        return CeremonySteps.decryptionKey(TrusteeSeed.parse(seed), output.privateKey());
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asText());
    }
}
