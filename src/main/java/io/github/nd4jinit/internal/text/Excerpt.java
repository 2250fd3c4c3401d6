package io.github.nd4jinit.internal.text;

/** Shortens long strings for messages. */
public final class Excerpt {

    private static final int LENGTH = 100;

    private Excerpt() {}

    /**
     * Returns a string as it is quoted in messages.
     *
     * @param text any string
     * @return the string, or its first {@value #LENGTH} characters and an ellipsis
     */
    public static String of(String text) {
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "...";
    }
}
