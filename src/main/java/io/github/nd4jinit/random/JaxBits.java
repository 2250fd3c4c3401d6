package io.github.nd4jinit.random;

/** Which counters of Threefry-2x32-20 an element's random bits come from. */
enum JaxBits {
    /** An element's index is its counter, and its word the exclusive or of the block's two. */
    PARTITIONABLE {
        @Override
        void check(long length) {}

        @Override
        long child(long key, long i, long n) {
            return Threefry.block(key, i);
        }

        @Override
        void words(long key, long length, long from, int n, JaxRoom room) {
            if ((from & LOW) <= LOW - n) {
                room.blocks(key, (int) (from >>> Integer.SIZE), 0, (int) from, n);
                room.mix(n);
                return;
            }
            for (int i = 0; i < n; i++) { // the counter's second word overflows into the first
                long block = Threefry.block(key, from + i);
                room.words[i] = (int) (block >>> Integer.SIZE) ^ (int) block;
            }
        }

        @Override
        long wordsOf(long length, int bits) {
            return length;
        }

        @Override
        int part(int[] words, int i, int bits) {
            return words[i];
        }

        @Override
        int perWord(int bits) {
            return 1;
        }
    },

    /**
     * The indices 0, 1, ... of all words are cut in two halves, and each block has one of either half as its counter, and
     * gives the words of both. A word serves two elements of 16 bits, or four of 8.
     */
    ORIGINAL {
        @Override
        void check(long length) {
            if (length > LOW) {
                throw new UnsupportedOperationException(
                        "JAX's original layout has %s elements to a key here, received %s; use the partitionable one, or smaller tensors"
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

        /** The counter of a block; what is missing of the second half is 0. */
        private static long counter(long block, long length) {
            long other = (length + 1) / 2 + block;
            return block << Integer.SIZE | (other < length ? other : 0);
        }

        @Override
        void words(long key, long length, long from, int n, JaxRoom room) {
            long half = (length + 1) / 2;
            int run;
            for (int done = 0; done < n; done += run) {
                long i = from + done;
                long block = i % half;
                run = (int) Math.min(n - done, half - block);
                room.blocks(key, (int) block, 1, (int) (half + block), run);
                System.arraycopy(room.blocks, i < half ? 0 : Words.LANES, room.words, done, run);
                if (length % 2 != 0 && block + run == half) {
                    room.words[done + run - 1] = (int) word(key, length, i + run - 1);
                }
            }
        }

        @Override
        long wordsOf(long length, int bits) {
            return (length + perWord(bits) - 1) / perWord(bits);
        }

        @Override
        int part(int[] words, int i, int bits) {
            return words[i / perWord(bits)] >>> (i % perWord(bits) * bits);
        }

        @Override
        int perWord(int bits) {
            return Integer.SIZE / bits;
        }
    };

    private static final long LOW = 0xffffffffL;

    /** Checks that a tensor is not too long. */
    abstract void check(long length);

    /** The key i of n that a key is split into. */
    abstract long child(long key, long i, long n);

    /** Makes a room's words: so many of a tensor's, from one on. */
    abstract void words(long key, long length, long from, int n, JaxRoom room);

    /** Words of a tensor whose elements take so many bits. */
    abstract long wordsOf(long length, int bits);

    /** Elements of so many bits that share a word. */
    abstract int perWord(int bits);

    /** The bits of an element, among those above them, if the words begin with its first neighbour's. */
    abstract int part(int[] words, int i, int bits);
}
