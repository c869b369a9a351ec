package org.tellers.crypto.archive;

import java.nio.charset.StandardCharsets;

/** The one form of tar header that Belenios archives have: old style, mode 644, owner 0, everything else empty. */
final class TarHeader {
    static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;

    private TarHeader() {}

    static byte[] of(String name, long size, long timestamp) {
        byte[] block = new byte[BLOCK];
        put(block, 0, name);
        put(block, 100, "0000644");
        put(block, 108, "0000000");
        put(block, 116, "0000000");
        putOctal(block, 124, 11, size);
        putOctal(block, 136, 11, timestamp);
        put(block, 148, "        ");
        put(block, 156, "0");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        putOctal(block, 148, 6, sum);
        block[154] = 0;
        return block;
    }

    private static void put(byte[] block, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
    }

    private static void putOctal(byte[] block, int offset, int digits, long number) {
        long left = number;
        for (int i = offset + digits - 1; i >= offset; i--) {
            block[i] = (byte) ('0' + (left & 7));
            left >>>= 3;
        }
    }

    static String name(byte[] block) {
        int length = 0;
        while (length < NAME_LENGTH && block[length] != 0) {
            length++;
        }
        return new String(block, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** An octal number of eleven digits at an offset, or −1. */
    static long octal(byte[] block, int offset) {
        long value = 0;
        for (int i = offset; i < offset + 11; i++) {
            if (block[i] < '0' || block[i] > '7') {
                return -1;
            }
            value = value << 3 | block[i] - '0';
        }
        return value;
    }

    static long size(byte[] block) {
        return octal(block, 124);
    }

    static int padding(long size) {
        return (int) (-size & BLOCK - 1);
    }
}
