package io.github.nd4jinit.internal.sample.jax;

import io.github.nd4jinit.internal.sample.Threefry;

/** Which Threefry-2x32-20 counters give the random bits of an element. */
public enum JaxCounters {
    /** The counter is the index of the element, and its word is the exclusive or of the two words of the block. */
    PARTITIONABLE {
        @Override
        void check(long length) {}

        @Override
        long child(long key, long i, long n) {
            return Threefry.block(key, i);
        }

        @Override
        void words(long key, long length, long from, int n, JaxScratch scratch) {
            if ((from & LOW) <= LOW - n) {
                scratch.blocks(key, (int) (from >>> Integer.SIZE), 0, (int) from, n);
                scratch.mix(n);
                return;
            }
            for (int i = 0; i < n; i++) { // the second word of the counter carries into the first
                long block = Threefry.block(key, from + i);
                scratch.words[i] = (int) (block >>> Integer.SIZE) ^ (int) block;
            }
        }

        @Override
        long wordsOf(long length, int bits) {
            return length;
        }

        @Override
        int elementBits(int[] words, int i, int bits) {
            return words[i];
        }

        @Override
        int perWord(int bits) {
            return 1;
        }
    },

    /**
     * The indices 0, 1, ... of all words are split into two halves. The counter of a block is one index from each half, and
     * the block gives the words of both. Two elements of 16 bits share a word, or four of 8 bits.
     */
    ORIGINAL {
        @Override
        void check(long length) {
            if (length > LOW) {
                throw new UnsupportedOperationException(
                        "with jax_threefry_partitionable=False a tensor may have at most %s elements, received %s; use a partitionable key, or smaller tensors"
                                .formatted(LOW, length));
            }
        }

        @Override
        long child(long key, long i, long n) {
            return (word(key, 2 * n, 2 * i) << Integer.SIZE) | word(key, 2 * n, 2 * i + 1);
        }

        private static long word(long key, long length, long i) {
            long half = (length + 1) / 2;
            long block = Threefry.block(key, counter(i % half, length));
            return i < half ? block >>> Integer.SIZE : block & LOW;
        }

        /** The counter of a block; an index that the second half does not have is 0. */
        private static long counter(long block, long length) {
            long other = (length + 1) / 2 + block;
            return block << Integer.SIZE | (other < length ? other : 0);
        }

        @Override
        void words(long key, long length, long from, int n, JaxScratch scratch) {
            long half = (length + 1) / 2;
            int run;
            for (int done = 0; done < n; done += run) {
                long i = from + done;
                long block = i % half;
                run = (int) Math.min(n - done, half - block);
                scratch.blocks(key, (int) block, 1, (int) (half + block), run);
                System.arraycopy(scratch.blocks, i < half ? 0 : Threefry.LANES, scratch.words, done, run);
                if (length % 2 != 0 && block + run == half) {
                    scratch.words[done + run - 1] = (int) word(key, length, i + run - 1);
                }
            }
        }

        @Override
        long wordsOf(long length, int bits) {
            return (length + perWord(bits) - 1) / perWord(bits);
        }

        @Override
        int elementBits(int[] words, int i, int bits) {
            return words[i / perWord(bits)] >>> (i % perWord(bits) * bits);
        }

        @Override
        int perWord(int bits) {
            return Integer.SIZE / bits;
        }
    };

    private static final long LOW = 0xffffffffL;

    /** Refuses tensors that are too long. */
    abstract void check(long length);

    /** The key with index i of the n keys that a key is split into. */
    abstract long child(long key, long i, long n);

    /** Fills {@code scratch.words} with n words of a tensor, beginning with the word at index {@code from}. */
    abstract void words(long key, long length, long from, int n, JaxScratch scratch);

    /** The number of words of a tensor whose elements have the given number of bits. */
    abstract long wordsOf(long length, int bits);

    /** The number of elements of the given number of bits that share a word. */
    abstract int perWord(int bits);

    /** The bits of element i, counted from the first element of the first word; higher bits are those of other elements. */
    abstract int elementBits(int[] words, int i, int bits);
}
