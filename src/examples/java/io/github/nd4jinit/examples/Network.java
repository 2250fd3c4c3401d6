package io.github.nd4jinit.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A network, as far as its initial values go.
 *
 * @param name its name
 * @param recipe says where they come from
 */
record Network(String name, Recipe recipe) {

    static final List<Network> ALL = List.of(
            new Network("resnet50", Recipe.RESNET),
            new Network("gpt2", Recipe.GPT2),
            new Network("vit_b_16", Recipe.VIT));

    /** Reads the list of parameters. */
    List<Parameter> parameters() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Network.class.getResourceAsStream(name + ".tsv"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Parameter::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
