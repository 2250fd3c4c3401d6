package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the links and tables of README.md and of the manual. A scheduled workflow checks the links to other sites. */
class PagesTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|href=\"([^\"]+)\"");
    private static final Pattern CHECKED = Pattern.compile("checked by (\\w+)\\.(\\w+)");
    private static final String SOURCES = "https://github.com/nd4j-init/nd4j-init/blob/main/";
    private static final String MANUAL = "https://nd4j-init.github.io/nd4j-init/";

    static Stream<Path> pages() throws IOException {
        return Snippets.pages().stream();
    }

    /** The pages, and all other texts with links. */
    static Stream<Path> pagesWithLinks() throws IOException {
        try (Stream<Path> others = Files.list(Path.of(".github"))) {
            List<Path> texts = others.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            return Stream.concat(Snippets.pagesWithCode().stream(), texts.stream());
        }
    }

    private static String prose(Path page) throws IOException {
        return Files.readString(page).replaceAll("(?s)```.*?\n```", "").replaceAll("`[^`\n]*`", "");
    }

    private static List<String> links(Path page) throws IOException {
        String text = prose(page);
        List<String> links = new ArrayList<>();
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            links.add(link.group(1) == null ? link.group(2) : link.group(1));
        }
        return links;
    }

    @ParameterizedTest
    @MethodSource("pagesWithLinks")
    void everyLinkToThisRepositoryHasATarget(Path page) throws IOException {
        Path directory = page.toAbsolutePath().getParent();
        for (String link : links(page)) {
            if (link.startsWith(SOURCES)) {
                assertThat(Path.of(link.substring(SOURCES.length()))).as(link).exists();
            } else if (link.startsWith(MANUAL)
                    && !link.startsWith(MANUAL + "apidocs")) { // the Javadoc tool writes these pages
                String name = link.substring(MANUAL.length()).replace(".html", ".md");
                assertThat(Path.of("src/site/markdown", name.isEmpty() ? "index.md" : name))
                        .as(link)
                        .exists();
            } else if (!link.startsWith("https://") && !link.startsWith("#")) {
                Path target = directory.resolve(link);
                Path resource = Path.of("src/site/resources").resolve(link); // copied to the directory of the page
                assertThat(Files.exists(target) || Files.exists(resource))
                        .as(page + ": " + link)
                        .isTrue();
            }
        }
    }

    /** So that no link escapes the tests: neither titles, nor references, nor HTML. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkHasTheInlineForm(Path page) throws IOException {
        assertThat(prose(page))
                .doesNotContain("<a ")
                .doesNotContainPattern("]\\([^)]*\\s")
                .doesNotContainPattern("(?m)^\\[[^]]+]: ");
    }

    @ParameterizedTest
    @MethodSource("pagesWithLinks")
    void noPageIsUnfinished(Path page) throws IOException {
        assertThat(Files.readString(page)).doesNotContain("TODO", "FIXME", "TBD");
    }

    /** The build files that the pages print have the versions of the POM, wherever they name one of these artifacts. */
    @ParameterizedTest
    @MethodSource("pages")
    void coordinatesHaveTheVersionsOfThePom(Path page) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String text = Files.readString(page);
        for (String[] artifact : new String[][] {
            {"nd4j-native", "nd4j.version"},
            {"nd4j-native-platform", "nd4j.version"},
            {"deeplearning4j-core", "nd4j.version"},
            {"openblas", "openblas.version"},
            {"javacpp", "javacpp.version"}
        }) {
            Matcher version = Pattern.compile("<" + artifact[1] + ">([^<]+)<").matcher(pom);
            assertThat(version.find()).isTrue();
            Matcher printed = Pattern.compile(
                            "<artifactId>%1$s</artifactId>\\s*<version>([^<]+)<|:%1$s:([^:\"`]+)|\"%1$s\" %% \"([^\"]+)"
                                    .formatted(artifact[0]))
                    .matcher(text);
            while (printed.find()) {
                String found = printed.group(1) != null
                        ? printed.group(1)
                        : printed.group(2) != null ? printed.group(2) : printed.group(3);
                assertThat(found).as(artifact[0]).isEqualTo(version.group(1));
            }
        }
    }

    /** GitHub and the site derive different anchors from a heading, so a link to a section cannot work on both. */
    @ParameterizedTest
    @MethodSource("pages")
    void linksReferToPagesAndNotToSections(Path page) throws IOException {
        assertThat(links(page)).noneMatch(link -> link.contains("#") && !link.startsWith("https://"));
    }

    /** A page in a subdirectory, or a link from the manual to a file outside it, would be broken on the site. */
    @ParameterizedTest
    @MethodSource("pages")
    void pagesOfTheManualLinkToFilesOfTheSiteOnly(Path page) throws IOException {
        if (!page.endsWith("README.md")) {
            assertThat(links(page)).noneMatch(link -> link.startsWith("..") || link.startsWith("src/"));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageIsInTheMenuOfTheSite(Path page) throws IOException {
        if (!page.endsWith("README.md")) {
            String name = page.getFileName().toString().replace(".md", ".html");
            assertThat(Files.readString(Path.of("src/site/site.xml"))).contains("href=\"" + name + "\"");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTableSpecifiesItsSource(Path page) throws Exception {
        for (Table table : Table.of(page)) {
            Matcher checked = CHECKED.matcher(table.source());
            if (checked.matches()) {
                Class<?> test = Class.forName(PagesTest.class.getPackageName() + "." + checked.group(1));
                assertThat(test.getDeclaredMethod(checked.group(2)).isAnnotationPresent(Test.class))
                        .as(table.source())
                        .isTrue();
            } else {
                assertThat(table.source()).as("%s:%s", page, table.line()).matches("text|measured: .+");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRowHasTheSameNumberOfCellsAsTheHeader(Path page) throws IOException {
        for (Table table : Table.of(page)) {
            assertThat(table.rows()).allSatisfy(row -> assertThat(row).hasSameSizeAs(table.header()));
        }
    }
}
