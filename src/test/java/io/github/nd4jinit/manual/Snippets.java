package io.github.nd4jinit.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Converts the code printed in README.md, in the manual and in the overview of the Javadoc to programs. Before the
 * build compiles the tests, it runs {@code main}, which writes the source files of the programs. {@link ManualTest}
 * runs the programs and compares their output with the output printed on the pages.
 *
 * <p>All code blocks of one language in a section (from one {@code ##} heading to the next) form one program: a block
 * can use the imports and variables of the preceding blocks. A Java block that declares a class without indentation is
 * a separate program. The expected output of a block is the {@code text} block after it, or the comments at the end of
 * its printing lines and directly below them.
 */
final class Snippets {

    private Snippets() {}

    /**
     * Writes the source files of all programs.
     *
     * @param arguments the directory for the source files, in which each language has a subdirectory
     * @throws IOException if a page cannot be read or a source file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Set<Path> written = new HashSet<>();
        for (Path page : pagesWithCode()) {
            for (Program program : programs(page)) {
                Path file = directory
                        .resolve(program.language.directory)
                        .resolve(program.className().replace('.', '/') + program.language.extension);
                Files.createDirectories(file.getParent());
                String source = program.language.source(program);
                if (!Files.exists(file)
                        || !Files.readString(file).equals(source)) { // incremental builds skip unchanged files
                    Files.writeString(file, source);
                }
                written.add(file);
            }
        }
        deleteAllBut(written, directory);
    }

    /** Deletes the source files of blocks that are no longer on a page. */
    private static void deleteAllBut(Set<Path> written, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!written.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** {@return the path of README.md and of each page of the manual, relative to the project directory} */
    static List<Path> pages() throws IOException {
        try (Stream<Path> manual = Files.list(Path.of("src", "site", "markdown"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), manual.sorted())
                    .toList();
        }
    }

    /** {@return the pages, and the overview of the Javadoc} */
    static List<Path> pagesWithCode() throws IOException {
        return Stream.concat(pages().stream(), Stream.of(Path.of("src", "main", "javadoc", "overview.html")))
                .toList();
    }

    /** The languages whose code is compiled and run. */
    enum Language {
        JAVA(".java") {
            @Override
            String source(Program program) {
                Snippet first = program.snippets.get(0);
                if (first.declaredClass().isPresent()) {
                    return "package " + program.packageName() + ";\n" + first.code();
                }
                String body = program.snippets.stream()
                        .map(snippet -> snippet.codeWithoutImports() + "\nSystem.out.print('\\f');\n")
                        .collect(Collectors.joining());
                return "package %s;\n%s\npublic final class %s {\npublic static void run() throws Exception {\n%s}\n}\n"
                        .formatted(program.packageName(), program.imports(), program.simpleName(), body);
            }
        },
        KOTLIN(".kt") {
            @Override
            String source(Program program) {
                StringBuilder declarations = new StringBuilder();
                StringBuilder body = new StringBuilder();
                for (Snippet snippet : program.snippets) {
                    (snippet.declaresKotlinFunctions() ? declarations : body)
                            .append(snippet.codeWithoutImports())
                            .append('\n');
                    body.append("print('\\u000C')\n");
                }
                return "@file:JvmName(\"%s\")\npackage %s\n%s\n%s\nfun run() {\n%s}\n"
                        .formatted(program.simpleName(), program.packageName(), program.imports(), declarations, body);
            }
        },
        SCALA(".scala") {
            @Override
            String source(Program program) {
                String body = program.snippets.stream()
                        .map(snippet -> snippet.codeWithoutImports() + "\nprint('\\f')\n")
                        .collect(Collectors.joining());
                // Scala's Console uses the stream to which System.out referred when the class was loaded.
                return "package %s\n%s\nobject %s {\ndef run(): Unit = scala.Console.withOut(System.out) { Code; () }\nobject Code {\n%s}\n}\n"
                        .formatted(program.packageName(), program.imports(), program.simpleName(), body);
            }
        };

        final String directory = name().toLowerCase(Locale.ROOT);
        final String extension;

        Language(String extension) {
            this.extension = extension;
        }

        abstract String source(Program program);

        static Optional<Language> of(String fence) {
            return Stream.of(values())
                    .filter(language -> language.directory.equals(fence))
                    .findFirst();
        }
    }

    /**
     * A fenced block. The language is empty for an illustration, and {@code text} for the output of the preceding code.
     */
    record Block(String language, int section, int line, List<String> lines) {}

    /** A block of code. The expected output is null if the page does not show any output. */
    record Snippet(int line, List<String> lines, String expectedOutput) {

        private static final Pattern PRINT = Pattern.compile("\\s*(?:System\\.out\\.)?println\\(.*?(?://\\s(.*))?");
        private static final Pattern COMMENT = Pattern.compile("\\s*//\\s(.*)");
        private static final Pattern JAVA_CLASS =
                Pattern.compile("(?:public |final )*(?:class|record|interface|enum) (\\w+).*");
        private static final Pattern KOTLIN_FUNCTION = Pattern.compile("(?:operator |infix |inline )*fun .*");

        String code() {
            return String.join("\n", lines) + "\n";
        }

        String codeWithoutImports() {
            return lines.stream().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        }

        Stream<String> imports() {
            return lines.stream().filter(Snippet::isImport);
        }

        private static boolean isImport(String line) {
            return line.startsWith("import ");
        }

        Optional<String> declaredClass() {
            return lines.stream()
                    .map(JAVA_CLASS::matcher)
                    .filter(Matcher::matches)
                    .map(declaration -> declaration.group(1))
                    .findFirst();
        }

        boolean declaresKotlinFunctions() {
            return lines.stream().anyMatch(KOTLIN_FUNCTION.asMatchPredicate());
        }

        boolean prints() {
            return lines.stream().anyMatch(PRINT.asMatchPredicate());
        }

        /** Returns the comments at the end of printing lines and directly below them, or null if there are none. */
        static String outputInComments(List<String> lines) {
            List<String> output = new ArrayList<>();
            boolean afterPrint = false;
            for (String line : lines) {
                Matcher print = PRINT.matcher(line);
                Matcher comment = COMMENT.matcher(line);
                if (print.matches()) {
                    afterPrint = true;
                    if (print.group(1) != null) {
                        output.add(print.group(1));
                    }
                } else if (afterPrint && comment.matches()) {
                    output.add(comment.group(1));
                } else {
                    afterPrint = false;
                }
            }
            return output.isEmpty() ? null : String.join("\n", output);
        }
    }

    /** The code blocks of one language in a section, or a Java block that declares a class. */
    record Program(Path page, int section, String heading, Language language, List<Snippet> snippets) {

        String packageName() {
            String name = page.getFileName().toString().replaceFirst("\\.\\w+$", "");
            String packageOfPage = "snippets." + name.replaceAll("\\W", "_").toLowerCase(Locale.ROOT);
            // Java blocks can use the classes that their page declares, so all sections share a package. In a shared
            // package, Kotlin functions with the same name in different sections would conflict.
            return language == Language.JAVA ? packageOfPage : packageOfPage + ".section" + section;
        }

        String simpleName() {
            String name = "Section" + section + "In" + language;
            return language == Language.JAVA ? snippets.get(0).declaredClass().orElse(name) : name;
        }

        String className() {
            return packageName() + "." + simpleName();
        }

        String imports() {
            return snippets.stream().flatMap(Snippet::imports).distinct().collect(Collectors.joining("\n"));
        }
    }

    /** {@return the programs of a page} */
    static List<Program> programs(Path page) throws IOException {
        List<String> headings = new ArrayList<>(List.of("introduction"));
        List<Block> blocks = blocks(page, headings);
        List<Program> programs = new ArrayList<>();
        for (int section = 0; section < headings.size(); section++) {
            for (Language language : Language.values()) {
                List<Snippet> shared = new ArrayList<>();
                for (int i = 0; i < blocks.size(); i++) {
                    Block block = blocks.get(i);
                    if (block.section != section || Language.of(block.language).orElse(null) != language) {
                        continue;
                    }
                    Block next = i + 1 < blocks.size() ? blocks.get(i + 1) : null;
                    boolean outputFollows = next != null && next.language.equals("text") && next.section == section;
                    Snippet snippet = new Snippet(
                            block.line,
                            block.lines,
                            outputFollows ? String.join("\n", next.lines) : Snippet.outputInComments(block.lines));
                    if (language == Language.JAVA && snippet.declaredClass().isPresent()) {
                        programs.add(new Program(page, section, headings.get(section), language, List.of(snippet)));
                    } else {
                        shared.add(snippet);
                    }
                }
                if (!shared.isEmpty()) {
                    programs.add(new Program(page, section, headings.get(section), language, shared));
                }
            }
        }
        return programs;
    }

    /** Returns the lines of a page as Markdown. In the overview, which is HTML, only the code blocks are converted. */
    private static List<String> lines(Path page) throws IOException {
        if (!page.toString().endsWith(".html")) {
            return Files.readAllLines(page);
        }
        String code = Files.readString(page)
                .replace("<pre><code class=\"language-java\">", "```java\n")
                .replace("</code></pre>", "```")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
        return code.lines().toList();
    }

    /** {@return the fenced blocks of a page; appends the headings of its sections to a list} */
    static List<Block> blocks(Path page, List<String> headings) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Block open = null;
        int number = 0;
        for (String line : lines(page)) {
            number++;
            if (open != null && line.equals("```")) {
                blocks.add(open);
                open = null;
            } else if (open != null) {
                open.lines.add(line);
            } else if (line.startsWith("```")) {
                open = new Block(line.substring(3), headings.size() - 1, number, new ArrayList<>());
            } else if (line.startsWith("## ")) {
                headings.add(line.substring(3));
            }
        }
        if (open != null) {
            throw new IllegalStateException(page + ":" + open.line + ": the code block is not closed");
        }
        return blocks;
    }
}
