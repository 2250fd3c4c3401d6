package io.github.nd4jinit.internal.sample.jax;

import io.github.nd4jinit.internal.sample.Threefry;

/** The mapping from elements to Threefry-2x32-20 counters, whose blocks contain the random bits of the elements. */
public enum JaxCounters {
    /**
     * The counter is the index of the element. The word of the element is the exclusive or of the two words of the
     * block.
     */
    PARTITIONABLE {
        @Override
        void check(long length) {}

        @Override
        long child(long key, long i, long n) {
            return Threefry.block(key, i);
        }

        @Override
        void words(long key, long length, long from, int n, JaxScratch scratch) {
            if ((from & LOW_WORD) <= LOW_WORD - n) {
                scratch.blocks(key, (int) (from >>> Integer.SIZE), 0, (int) from, n);
                scratch.combineWords(n);
                return;
            }
            for (int i = 0; i < n; i++) { // the second word of the counter overflows into the first
                long block = Threefry.block(key, from + i);
                scratch.words[i] = (int) (block >>> Integer.SIZE) ^ (int) block;
            }
        }

        @Override
        long wordCount(long length, int bits) {
            return length;
        }

        @Override
        int elementBits(int[] words, int i, int bits) {
            return words[i];
        }

        @Override
        int elementsPerWord(int bits) {
            return 1;
        }
    },

    /**
     * The indices 0, 1, ... of all words are split into two halves. The counter of a block consists of one index from
     * each half, and the two words of the block are the words at these indices. Elements of 16 or 8 bits share a word:
     * two or four elements per word.
     */
    ORIGINAL {
        @Override
        void check(long length) {
            if (length > LOW_WORD) {
                throw new UnsupportedOperationException(
                        "with jax_threefry_partitionable=False a tensor must have at most %s elements, received %s; use a partitionable key, or smaller tensors"
                                .formatted(LOW_WORD, length));
            }
        }

        @Override
        long child(long key, long i, long n) {
            return (word(key, 2 * n, 2 * i) << Integer.SIZE) | word(key, 2 * n, 2 * i + 1);
        }

        private static long word(long key, long length, long i) {
            long half = (length + 1) / 2;
            long block = Threefry.block(key, counter(i % half, length));
            return i < half ? block >>> Integer.SIZE : block & LOW_WORD;
        }

        /**
         * Returns the counter of a block. If the length is odd, the second half has one index fewer, and 0 takes its
         * place.
         */
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
        long wordCount(long length, int bits) {
            return (length + elementsPerWord(bits) - 1) / elementsPerWord(bits);
        }

        @Override
        int elementBits(int[] words, int i, int bits) {
            return words[i / elementsPerWord(bits)] >>> (i % elementsPerWord(bits) * bits);
        }

        @Override
        int elementsPerWord(int bits) {
            return Integer.SIZE / bits;
        }
    };

    private static final long LOW_WORD = 0xffffffffL;

    /** Rejects tensors that are too long. */
    abstract void check(long length);

    /** Returns the key at index i of the n keys that a key is split into. */
    abstract long child(long key, long i, long n);

    /** Fills {@code scratch.words} with n words of a tensor, starting with the word at index {@code from}. */
    abstract void words(long key, long length, long from, int n, JaxScratch scratch);

    /** Returns the number of words of a tensor whose elements have the given number of bits. */
    abstract long wordCount(long length, int bits);

    /** Returns the number of elements that share a word if each has the given number of bits. */
    abstract int elementsPerWord(int bits);

    /** Returns an int whose lower bits are the bits of element i of {@code words}. Its upper bits are arbitrary. */
    abstract int elementBits(int[] words, int i, int bits);
}
