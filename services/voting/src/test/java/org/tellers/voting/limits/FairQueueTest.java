package org.tellers.voting.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FairQueueTest {
    @Test
    void linesAreServedInTurn() throws Exception {
        FairQueue<String> queue = new FairQueue<>(10);
        queue.offer("flood", "f1");
        queue.offer("flood", "f2");
        queue.offer("flood", "f3");
        queue.offer("voter", "v1");
        assertThat(queue.take()).isEqualTo("f1");
        assertThat(queue.take()).isEqualTo("v1");
        assertThat(queue.take()).isEqualTo("f2");
        assertThat(queue.take()).isEqualTo("f3");
        assertThat(queue.size()).isZero();
    }

    @Test
    void aFullQueueTakesFromTheLongestLineAndLocksNobodyOut() throws Exception {
        FairQueue<String> queue = new FairQueue<>(3);
        assertThat(queue.offer("flood", "f1")).isEmpty();
        assertThat(queue.offer("flood", "f2")).isEmpty();
        assertThat(queue.offer("flood", "f3")).isEmpty();
        assertThat(queue.offer("flood", "f4")).contains("f4");
        assertThat(queue.offer("voter", "v1")).contains("f3");
        assertThat(queue.offer("other", "o1")).contains("f2");
        assertThat(queue.offer("fourth", "x1")).contains("x1");
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.take()).isEqualTo("f1");
        assertThat(queue.take()).isEqualTo("v1");
        assertThat(queue.take()).isEqualTo("o1");
    }
}
