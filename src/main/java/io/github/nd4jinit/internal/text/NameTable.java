package io.github.nd4jinit.internal.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The initializers of one library, keyed by name. A name has three spellings: snake case ({@code he_normal}), a class
 * name ({@code HeNormal}), and a constant ({@code HE_NORMAL}).
 */
final class NameTable {

    private final Map<String, InitializerFactory> snakeCaseNames = new LinkedHashMap<>();
    private final Map<String, InitializerFactory> classes = new LinkedHashMap<>();
    private final Map<String, InitializerFactory> constants = new LinkedHashMap<>();

    /** Adds a name in its three spellings. */
    NameTable add(String snake, InitializerFactory factory) {
        return add(snake, camelCase(snake), factory);
    }

    /** Adds a name whose class name does not follow from its snake-case form. */
    NameTable add(String snake, String className, InitializerFactory factory) {
        snakeCaseNames.put(snake, factory);
        constants.put(snake.toUpperCase(Locale.ROOT), factory);
        classes.put(className, factory);
        return this;
    }

    /** Adds a name that exists only in snake case. */
    NameTable addSnakeCase(String snake, InitializerFactory factory) {
        snakeCaseNames.put(snake, factory);
        return this;
    }

    /** Adds a class that has no snake-case name. */
    NameTable addClass(String className, InitializerFactory factory) {
        classes.put(className, factory);
        return this;
    }

    private static String camelCase(String snake) {
        StringBuilder camel = new StringBuilder();
        for (String word : snake.split("_", -1)) {
            camel.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return camel.toString();
    }

    @Nullable
    InitializerFactory getBySnakeCase(String name) {
        return snakeCaseNames.get(name);
    }

    @Nullable
    InitializerFactory getByClassName(String name) {
        return classes.get(name);
    }

    @Nullable
    InitializerFactory getByConstant(String name) {
        return constants.get(name);
    }

    /** Returns the factory for a name in any spelling. */
    @Nullable
    InitializerFactory get(String name) {
        InitializerFactory bySnakeCase = getBySnakeCase(name);
        if (bySnakeCase != null) {
            return bySnakeCase;
        }
        InitializerFactory byClassName = getByClassName(name);
        return byClassName == null ? getByConstant(name) : byClassName;
    }

    Collection<String> snakeCaseNames() {
        return Collections.unmodifiableSet(snakeCaseNames.keySet());
    }

    List<String> spellings() {
        List<String> all = new ArrayList<>(snakeCaseNames.keySet());
        all.addAll(classes.keySet());
        all.addAll(constants.keySet());
        return all;
    }
}
