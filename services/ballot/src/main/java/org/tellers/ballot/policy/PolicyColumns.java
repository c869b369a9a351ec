package org.tellers.ballot.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.NullUnmarked;
import org.tellers.ballot.roll.Levels;

/** The terms of a policy as stored. */
@Embeddable
@NullUnmarked
public class PolicyColumns {

    private String turnout;

    private String result;

    private String breakdown;

    @Column(name = "minimum_cast")
    private Integer minimumCast;

    @Column(name = "minimum_entitled")
    private Integer minimumEntitled;

    /** For Hibernate. */
    protected PolicyColumns() {}

    /** Of a policy. */
    public static PolicyColumns of(Policy policy) {
        PolicyColumns columns = new PolicyColumns();
        columns.turnout = policy.publication().turnout();
        columns.result = policy.publication().result();
        columns.breakdown = policy.publication().breakdown();
        columns.minimumCast = policy.minima().cast();
        columns.minimumEntitled = policy.minima().entitled();
        return columns;
    }

    /** The policy, for a ballot of these levels. */
    public Policy policy(Levels levels) {
        return new Policy(
                new Publication(turnout, result, breakdown), new Minima(minimumCast, minimumEntitled), levels);
    }
}
