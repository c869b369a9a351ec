package org.tellers.testing;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;

/** Prints request and answer where a test of a service expected another answer: the problem in it says why. */
public class UnexpectedAnswers implements QuarkusTestBeforeEachCallback {

    @Override
    public void beforeEach(QuarkusTestMethodContext test) {
        RestAssured.enableLoggingOfRequestAndResponseIfValidationFails();
    }
}
