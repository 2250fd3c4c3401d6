package io.github.nd4jinit.internal.text;

/** Shortens long texts for messages. */
public final class Excerpt {

    private static final int LENGTH = 100;

    private Excerpt() {}

    /**
     * Returns a text as quoted in messages.
     *
     * @param text any text
     * @return the text, or its first {@value #LENGTH} characters and an ellipsis
     */
    public static String of(String text) {
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "...";
    }
}
