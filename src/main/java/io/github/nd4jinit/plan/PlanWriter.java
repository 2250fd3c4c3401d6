package io.github.nd4jinit.plan;

import io.github.nd4jinit.Initializer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonGenerator;
import org.nd4j.shade.jackson.core.util.DefaultPrettyPrinter;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLFactory;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLGenerator;

/** Writes plans as JSON or YAML. */
final class PlanWriter {

    private final JsonGenerator out;

    private PlanWriter(JsonGenerator out) {
        this.out = out;
    }

    static String json(Plan plan) {
        return text(plan, text -> new JsonFactory().createGenerator(text).setPrettyPrinter(new LinePerRule()));
    }

    static String yaml(Plan plan) {
        YAMLFactory factory = new YAMLFactory()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES);
        return text(plan, factory::createGenerator);
    }

    private interface Format {
        JsonGenerator to(StringWriter text) throws IOException;
    }

    private static String text(Plan plan, Format format) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = format.to(text)) {
            new PlanWriter(out).write(plan);
        } catch (IOException impossible) { // a StringWriter does not throw
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void write(Plan plan) throws IOException {
        out.writeStartObject();
        out.writeNumberField(PlanKey.VERSION.toString(), PlanDocument.VERSION);
        if (plan.seed().isPresent()) {
            out.writeNumberField(PlanKey.SEED.toString(), plan.seed().getAsLong());
        }
        out.writeArrayFieldStart(PlanKey.RULES.toString());
        for (Rule rule : plan.rules()) {
            write(rule);
        }
        out.writeEndArray();
        write(PlanKey.ONLY, plan.onlySelectors());
        write(PlanKey.EXCEPT, plan.exceptSelectors());
        if (plan.unmatchedPolicy() != UnmatchedPolicy.REFUSED) {
            write(PlanKey.OTHERS, plan.unmatchedPolicy().toString());
        }
        out.writeEndObject();
    }

    private void write(Rule rule) throws IOException {
        String what = "rule \"" + rule + "\"";
        out.writeStartObject();
        writeCriteria(what, rule.selector());
        if (rule.initializer().isPresent()) {
            write(PlanKey.USE, text(what, rule.initializer().get()));
        } else {
            write(PlanKey.KEEP, true);
        }
        if (rule.layout().isPresent()) {
            write(PlanKey.LAYOUT, rule.layout().get().toString());
        }
        if (rule.isRequired() != Selectors.isSpecific(rule.selector())) {
            write(PlanKey.OPTIONAL, !rule.isRequired());
        }
        out.writeEndObject();
    }

    private void write(PlanKey key, List<Selector> selectors) throws IOException {
        if (selectors.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart(key.toString());
        for (Selector selector : selectors) {
            out.writeStartObject();
            writeCriteria("\"" + key + " " + selector + "\"", selector);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void writeCriteria(String what, Selector selector) throws IOException {
        for (Map.Entry<PlanKey, String> criterion : criteria(what, selector).entrySet()) {
            if (criterion.getKey() == PlanKey.ALL) {
                write(PlanKey.ALL, true);
            } else {
                write(criterion.getKey(), criterion.getValue());
            }
        }
    }

    private static Map<PlanKey, String> criteria(String what, Selector selector) {
        Map<PlanKey, String> criteria = new LinkedHashMap<>();
        for (Selector part : Selectors.parts(selector)) {
            Criterion criterion = criterion(what, part);
            if (criteria.put(criterion.key, criterion.text) != null) {
                throw new UnsupportedOperationException(
                        "%s cannot be written: a selector can have the key %s only once; %s"
                                .formatted(what, criterion.key, remedy(criterion.key)));
            }
        }
        return criteria;
    }

    private static String remedy(PlanKey key) {
        return switch (key) {
            case NAME, REGEX -> "use one Selector.regex for both";
            case LAYER -> "use one pattern for both";
            default -> "remove one of them, because no parameter matches both";
        };
    }

    private record Criterion(PlanKey key, String text) {}

    private static Criterion criterion(String what, Selector selector) {
        if (selector instanceof Selectors.OfRole of) {
            return new Criterion(PlanKey.ROLE, of.role().toString());
        }
        if (selector instanceof Selectors.Name name) {
            return new Criterion(PlanKey.NAME, name.glob());
        }
        if (selector instanceof Selectors.Regex regex) {
            return new Criterion(PlanKey.REGEX, regex.regex());
        }
        if (selector instanceof Selectors.Layer layer) {
            return new Criterion(PlanKey.LAYER, layer.glob());
        }
        if (selector instanceof Selectors.All all) {
            return new Criterion(PlanKey.ALL, all.toString());
        }
        throw new UnsupportedOperationException(
                "%s cannot be written: the condition of Selector.where has no text; select by role, name, regex or layer"
                        .formatted(what));
    }

    private static String text(String what, Initializer initializer) {
        if (!initializer.isParseable()) {
            throw new UnsupportedOperationException(
                    "%s cannot be written: its initializer has no text, because it is a lambda or a class of your own; use an initializer of Init"
                            .formatted(what));
        }
        return initializer.toString();
    }

    private void write(PlanKey key, String text) throws IOException {
        out.writeStringField(key.toString(), text);
    }

    private void write(PlanKey key, boolean yes) throws IOException {
        out.writeBooleanField(key.toString(), yes);
    }

    /** Formats JSON with one line for each rule and selector. */
    private static final class LinePerRule extends DefaultPrettyPrinter {

        private static final long serialVersionUID = 1;

        private static final Indenter LINES = new Indenter() {

            @Override
            public void writeIndentation(JsonGenerator out, int level) throws IOException {
                out.writeRaw("\n" + "  ".repeat(level));
            }

            @Override
            public boolean isInline() {
                return false;
            }
        };

        /** Puts each entry of the plan, at level 1, on its own line, and all entries of a rule on one line. */
        private static final Indenter OUTER_LINES = new Indenter() {

            @Override
            public void writeIndentation(JsonGenerator out, int level) throws IOException {
                if (level > 1) {
                    out.writeRaw(' ');
                } else {
                    LINES.writeIndentation(out, level);
                }
            }

            @Override
            public boolean isInline() {
                return false;
            }
        };

        LinePerRule() {
            indentArraysWith(LINES);
            indentObjectsWith(OUTER_LINES);
        }

        @Override
        public DefaultPrettyPrinter createInstance() {
            return new LinePerRule();
        }

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
            out.writeRaw(": ");
        }
    }
}
