package io.github.nd4jinit.internal.text;

/** The beginning of a text, for messages, which stay short even if they report a long text. */
public final class Excerpt {

    private static final int LENGTH = 100;

    private Excerpt() {}

    /**
     * A text as a message quotes it.
     *
     * @param text any text
     * @return the text, or its first {@value #LENGTH} characters and an ellipsis
     */
    public static String of(String text) {
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "...";
    }
}
