package io.github.nd4jinit.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {

    private static final List<String> CHARTS =
            List.of("accuracy", "loss", "progress", "activations", "gradients", "weights");

    private static final String CROSS = " svg path[d^='M-0.6 -1L0 -0.4']";

    @TempDir
    static Path folder;

    private Browser browser;

    @BeforeAll
    void start() {
        browser = new Browser(folder.resolve("profile"));
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    /** Whatever is done to a page, it does not complain. */
    @AfterEach
    void thereIsNoError() {
        assertThat(browser.console()).isEmpty();
    }

    private void open(Report report) throws IOException {
        Path page = folder.resolve("report.html");
        report.write(page);
        browser.open(page);
    }

    private long marks(String chart) {
        return browser.all("#" + chart + " svg path").stream()
                .filter(path -> !"none".equals(path.getDomAttribute("d")))
                .count();
    }

    private List<String> texts(String selector) {
        return browser.all(selector).stream()
                .map(element -> element.getDomProperty("textContent"))
                .toList();
    }

    /** The tables' rows, which are not there until a table is opened. */
    private List<String> rows(String chart) {
        String closed = "#" + chart + " details:not([open]):not([hidden]) summary";
        while (!browser.all(closed).isEmpty()) {
            browser.click(closed);
        }
        return texts("#" + chart + " tbody tr");
    }

    private List<String> captions() {
        assertThat(rows("weights")).isNotEmpty();
        return texts("#weights caption");
    }

    private List<String> chosen() {
        return browser.all("#initializers input").stream()
                .filter(WebElement::isSelected)
                .map(input -> input.getDomProperty("value"))
                .toList();
    }

    private boolean isShown(String selector) {
        return browser.one(selector).isDisplayed();
    }

    // --- the whole ------------------------------------------------------------------------------------------------

    @Test
    void everyChartHasMarksAndItsDataAsATable() throws IOException {
        open(Reports.good());
        assertThat(CHARTS).allSatisfy(chart -> {
            assertThat(marks(chart)).as(chart).isGreaterThan(4);
            assertThat(browser.one("#" + chart + " [role=img]").getDomAttribute("aria-label"))
                    .doesNotContain("undefined", "NaN");
            assertThat(rows(chart)).isNotEmpty();
        });
        assertThat(rows("accuracy")).hasSize(4);
        assertThat(rows("loss")).hasSize(10); // two initializers, five steps
        assertThat(rows("loss").get(0)).isEqualTo("kaiming_normal100.750.51"); // of 0.5 and 1
        assertThat(rows("activations")).hasSize(12);
        assertThat(texts("#activations thead th"))
                .containsExactly(
                        "initializer",
                        "layer",
                        "mean",
                        "std",
                        "rms",
                        "dead",
                        "saturated",
                        "gradient rms",
                        "weight std",
                        "top singular value");
        assertThat(browser.text("#activations svg")).contains("hidden 0", "hidden 5");
        assertThat(browser.text("#flow-title + p + p")).isEqualTo("Measured on a Monday.");
    }

    @Test
    void nothingIsAskedOfTheNetwork() throws IOException {
        browser.requests();
        open(Reports.good());
        assertThat(browser.requests())
                .anyMatch(address -> address.endsWith("report.html"))
                .noneMatch(address -> address.matches("(http|ws|ftp)s?:.*")); // the browser's own pictures are chrome:
    }

    @Test
    void thePageIsDarkOrLightAndPaperIsLight() throws IOException {
        open(Reports.good());
        String ground = "getComputedStyle(document.body).backgroundColor";
        assertThat(browser.eval(ground)).isEqualTo("rgb(255, 255, 255)");
        browser.click("#dark");
        assertThat(browser.eval(ground)).isEqualTo("rgb(20, 23, 28)");
        assertThat(browser.one("#dark").getDomAttribute("aria-pressed")).isEqualTo("true");
        assertThat(browser.one("#loss svg text").getDomAttribute("fill")).isEqualTo("#a3abb8");
        browser.eval("dispatchEvent(new Event('beforeprint'))");
        assertThat(browser.eval(ground)).isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.one("#loss svg text").getDomAttribute("fill")).isEqualTo("#59616e");
        browser.eval("dispatchEvent(new Event('afterprint'))");
        assertThat(browser.eval(ground)).isEqualTo("rgb(20, 23, 28)");
    }

    @Test
    void everyControlHasANameAndEverySectionAHeading() throws IOException {
        open(Reports.good());
        assertThat(browser.all("input, button, select"))
                .isNotEmpty()
                .allSatisfy(control -> assertThat(control.getAccessibleName()).isNotBlank());
        assertThat(browser.all("section"))
                .extracting(WebElement::getAccessibleName)
                .hasSize(4)
                .doesNotContain("");
        assertThat(browser.all("h1")).hasSize(1);
        assertThat(browser.all("main, header, aside, footer")).hasSize(4);
    }

    @Test
    void aPageOfOneNetworkHasNothingThatItDoesNotNeed() throws IOException {
        open(Reports.single());
        assertThat(texts("section:not([hidden]) h2"))
                .containsExactly("Signals and gradients, layer by layer ", "The weights ");
        assertThat(browser.all("fieldset").stream().filter(WebElement::isDisplayed))
                .extracting(WebElement::getText)
                .containsExactly("Vertical axes\nLogarithmic");
        assertThat(browser.text("#activations svg")).contains("lstm", "output", "mine");
        assertThat(browser.text("#weightless"))
                .isEqualTo("Not measured, for they have no weight that joins inputs to outputs: pool, flatten.");
        assertThat(browser.one("main").getText()).doesNotContain("There is no");
        assertNoBlankChart();
    }

    @Test
    void anEmptyReportSaysSo() throws IOException {
        open(Reports.empty());
        assertThat(browser.one("main").getText())
                .isEqualTo("There is nothing to show: no network was trained, and none was looked into.");
        assertThat(isShown("aside")).isFalse();
    }

    @Test
    void badInputIsTold() throws IOException {
        open(Reports.bad());
        assertThat(browser.text("#warnings"))
                .isEqualTo(
                        "All examples are of one class: a network that always answers the same is right, and accuracy says nothing.");
        assertThat(browser.text("#accuracy svg")).contains("diverges");
        assertThat(texts("#loss .lines li"))
                .containsExactly(Reports.HOSTILE + ": its run diverged, by step 10.", "There is no loss to draw.");
        assertThat(texts("#progress .lines li")).containsExactly("There is no accuracy to draw.");
        assertThat(browser.text("#activations .lines"))
                .startsWith("No finite number: nothing finite (everywhere), " + Reports.HOSTILE + " (8 of 9 layers");
        assertThat(browser.text("#unknown")).contains("no layer of the network has a weight");
        assertThat(browser.text("#amiss")).contains("activations are not finite");
        assertThat(isShown("#healthy")).isFalse();
        assertThat(browser.text("#weights")).contains("No value is finite.");
        assertThat(browser.text("#flow-title + p + p")).isEqualTo(Reports.HOSTILE);
        assertThat(browser.all("img")).isEmpty();
        browser.point("#accuracy .chart");
        assertThat(browser.all("img")).isEmpty();
        assertNoBlankChart();
    }

    @Test
    void longNamesAreCutAndToldInWhole() throws IOException {
        String name = "an initializer whose name is much longer than there is room for".repeat(3);
        open(new Report(
                name,
                "",
                10,
                List.of(Reports.flow(name, 1, 1), Reports.flow("other", 1, 1)),
                List.of(new Run(new Setup(name), 1, List.of(new Point(1, 1, 0.5), new Point(2, 1, 0.5))))));
        assertThat(browser.text("#accuracy svg")).contains("an initializer whos…");
        assertThat(browser.text("#loss svg")).contains("an initializer whos…").doesNotContain(name);
        assertThat(browser.one("#initializers label").getDomAttribute("title")).isEqualTo(name);
        assertThat(browser.one("#weights h3").getDomAttribute("title")).isEqualTo(name);
        assertThat(browser.eval("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        browser.pointIn("accuracy", 0, 0);
        assertThat(browser.text("#accuracy .chart")).contains(name).doesNotContain("hidden layers");
    }

    private void assertNoBlankChart() {
        assertThat(browser.all(".chart").stream().filter(WebElement::isDisplayed))
                .isNotEmpty()
                .allSatisfy(chart -> assertThat(chart.findElements(By.cssSelector("svg path")))
                        .isNotEmpty());
    }

    // --- controls -------------------------------------------------------------------------------------------------

    @Test
    void theNonlinearityAndTheDepthAreChosen() throws IOException {
        open(Reports.good());
        assertThat(browser.text("#learning-title")).endsWith("relu, 6 hidden layers");
        browser.click("#nonlinearities input[value=tanh]");
        browser.click("#depths input[value='2']");
        assertThat(browser.text("#accuracy-title")).endsWith("tanh");
        assertThat(browser.text("#learning-title")).endsWith("tanh, 2 hidden layers");
        assertThat(rows("activations")).hasSize(4);
        assertThat(browser.text("#activations caption")).isEqualTo("RMS of activations, tanh, 2 hidden layers");
    }

    @Test
    void initializersAreChosenAndTheHeatMapShowsAll() throws IOException {
        open(Reports.good());
        assertThat(browser.text("#count")).isEqualTo("2 of 2 initializers chosen");
        browser.click("#initializers input[value=kaiming_normal]");
        assertThat(browser.text("#count")).isEqualTo("1 of 2 initializers chosen");
        assertThat(browser.text("#loss svg")).doesNotContain("kaiming_normal");
        assertThat(texts("#verdicts dt")).containsExactly("normal(0, 0.01)");
        assertThat(texts("#weights h3"))
                .containsExactly("hidden 0", "hidden 1", "hidden 2", "hidden 3", "hidden 4", "hidden 5");
        browser.click("#none");
        assertThat(browser.text("#loss .lines")).isEqualTo("No initializer is chosen.");
        assertThat(isShown("#loss .chart")).isFalse();
        assertThat(isShown("#verdicts")).isFalse();
        assertThat(rows("accuracy")).hasSize(4);
        assertThat(browser.text("#accuracy svg")).contains("kaiming_normal");
        browser.click("#all");
        assertThat(browser.text("#loss svg")).contains("kaiming_normal");
    }

    @Test
    void thePageBeginsWithSixInitializersThatDiffer() throws IOException {
        open(Reports.many(15));
        assertThat(browser.text("#count")).isEqualTo("6 of 15 initializers chosen");
        assertThat(chosen()).containsExactly("start 0", "start 5", "start 11", "start 12", "start 13", "start 14");
        assertThat(rows("accuracy")).hasSize(15);
        assertThat(rows("loss")).hasSize(12);
    }

    @Test
    void aCellOfTheHeatMapChoosesItsDepthAndItsInitializer() throws IOException {
        open(Reports.good());
        browser.click("#none");
        browser.pointIn("accuracy", 0, 1);
        browser.click();
        assertThat(browser.text("#learning-title")).endsWith("relu, 2 hidden layers");
        assertThat(browser.one("#depths input[value='2']").isSelected()).isTrue();
        assertThat(chosen()).containsExactly("normal(0, 0.01)");
        browser.pointIn("accuracy", 1, 1);
        browser.click();
        assertThat(browser.text("#learning-title")).endsWith("relu, 6 hidden layers");
        assertThat(chosen()).containsExactly("normal(0, 0.01)");
        browser.pointIn("accuracy", 1, 1);
        browser.click();
        assertThat(chosen()).isEmpty();
    }

    @Test
    void anInitializerThatIsPointedAtStandsOut() throws IOException {
        open(Reports.good());
        String other = "#loss svg path[stroke='#e0522f'][fill=none]";
        assertThat(browser.one(other).getDomAttribute("stroke-opacity")).isNull();
        browser.point("#initializers label");
        assertThat(browser.one(other).getDomAttribute("stroke-opacity")).isEqualTo("0.15");
        browser.point("h1");
        assertThat(browser.one(other).getDomAttribute("stroke-opacity")).isNull();
    }

    @Test
    void axesAreLogarithmicOrNot() throws IOException {
        open(Reports.good());
        assertThat(browser.text("#loss svg")).startsWith("step0.010.11");
        browser.click("#log");
        assertThat(browser.text("#loss svg")).startsWith("step00.20.40.60.81");
        assertThat(marks("loss")).isGreaterThan(4);
    }

    @Test
    void aKeyboardIsEnough() throws IOException {
        open(Reports.good());
        assertThat(tabs())
                .containsExactly(
                        "Skip to the charts",
                        "dark",
                        "nonlinearities relu",
                        "depths 6",
                        "log",
                        "all",
                        "none",
                        "initializers kaiming_normal",
                        "initializers normal(0, 0.01)",
                        "table of accuracy",
                        "table of loss",
                        "table of progress",
                        "table of activations",
                        "table of gradients",
                        "table of idle",
                        "layer",
                        "table of weights",
                        "table of weights");

        open(Reports.good());
        tabTo("nonlinearities relu");
        browser.press(Keys.ARROW_DOWN);
        assertThat(browser.text("#accuracy-title")).endsWith("tanh");
        tabTo("none");
        browser.press(Keys.SPACE);
        tabTo("initializers normal(0, 0.01)");
        browser.press(Keys.SPACE);
        assertThat(chosen()).containsExactly("normal(0, 0.01)");
        tabTo("table of accuracy");
        browser.press(Keys.ENTER);
        assertThat(isShown("#accuracy table")).isTrue();
        tabTo("layer"); // "all", for there is but one network
        browser.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        assertThat(captions()).containsExactly("normal(0, 0.01), hidden 2");
    }

    /** Everything that the tabulator key reaches, in its order; where it stands is seen. */
    private List<String> tabs() {
        List<String> reached = new ArrayList<>();
        for (String one = tab(); !one.isEmpty(); one = tab()) {
            reached.add(one);
        }
        return reached;
    }

    private void tabTo(String wanted) {
        for (String one = tab(); !one.equals(wanted); one = tab()) {
            assertThat(one).as("before " + wanted).isNotEmpty();
        }
    }

    private String tab() {
        browser.press(Keys.TAB);
        String name = browser.eval("""
                        (element => element === document.body ? ''
                          : element.matches('summary') ? `table of ${element.closest('[id]').id}`
                          : element.id || [element.name, element.value || element.textContent].filter(x => x).join(' ')
                        )(document.activeElement)""").toString();
        if (!name.isEmpty()) {
            assertThat(browser.eval("getComputedStyle(document.activeElement).outline"))
                    .as(name)
                    .asString()
                    .contains("solid 3px");
        }
        return name;
    }

    // --- runs -----------------------------------------------------------------------------------------------------

    @Test
    void aCellTellsWhetherRunsDiverged() throws IOException {
        open(Reports.lossy());
        assertThat(browser.text("#accuracy svg")).contains("86.0 % · 1 of 3 diverged", "diverges", "87.0 %", "unknown");
        assertThat(rows("accuracy"))
                .containsExactly(
                        "some286.0 %85.0 %87.0 %31", // of seeds 1 and 3
                        "all2–––22", "none287.0 %87.0 %87.0 %10", "untested2–––10");
        assertThat(browser.all("#accuracy svg pattern")).isNotEmpty();
        assertThat(isShown("#lost")).isTrue();
        open(Reports.good());
        assertThat(browser.all("#accuracy svg pattern")).isEmpty();
        assertThat(isShown("#lost")).isFalse();
    }

    @Test
    void numbersStandOutFromTheirCell() throws IOException {
        open(Reports.good());
        Object least = browser.eval("""
                Math.min(...Array.from({ length: 256 }, (_, grey) => {
                  const [a, b] = [`rgb(${grey},${grey},${grey})`, inkOn(`rgb(${grey},${grey},${grey})`)].map(luminance);
                  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                }))""");
        assertThat(Double.parseDouble(least.toString())).isBetween(4.5, 4.7);
        assertThat(browser.eval("luminance('#777777').toFixed(4)")).isEqualTo("0.1845");
    }

    @Test
    void curvesGoOnOverTheRunsThatDidNotDiverge() throws IOException {
        open(Reports.lossy());
        assertThat(texts("#loss .lines li"))
                .containsExactly(
                        "some: 1 of 3 runs diverged, by step 15; the mean goes on over the others.",
                        "all: all of its 2 runs diverged, the first by step 15.");
        assertThat(rows("loss"))
                .contains("some100.73330.21.5", "some200.50.250.75", "all100.150.10.2")
                .hasSize(12);
        assertThat(rows("progress"))
                .contains("some1068.7 %50.0 %79.0 %", "some2083.0 %82.0 %84.0 %", "all1050.0 %50.0 %50.0 %")
                .hasSize(11);
        assertThat(browser.all("#loss" + CROSS)).hasSize(2);
        assertThat(browser.all("#progress" + CROSS)).hasSize(2);
        open(Reports.good());
        assertThat(browser.all("#loss" + CROSS)).isEmpty();
        assertThat(texts("#progress .lines li")).containsExactly("The dashed line is guessing, 10.0 %.");
    }

    @Test
    void everyLineHasItsNameHoweverManyThereAre() throws IOException {
        open(Reports.many(40));
        browser.click("#all");
        assertThat(browser.eval("""
                        [...document.querySelectorAll('#loss svg text')].filter(text => text.textContent.includes('start')
                          && text.getBoundingClientRect().top >= document.querySelector('#loss .chart').getBoundingClientRect().top).length""")).isEqualTo(40L);
    }

    @Test
    void longTrainingsAreDrawn() throws IOException {
        List<Point> points = IntStream.rangeClosed(1, 200_000)
                .mapToObj(step -> new Point(step, 1 + 1.0 / step, 0.5))
                .toList();
        open(new Report("Long", "", 10, List.of(), List.of(new Run(new Setup("patient"), 1, points))));
        assertThat(browser.text("#loss svg")).contains("patient", "200,000");
        assertThat(marks("loss")).isBetween(5L, 50L);
    }

    // --- flow -----------------------------------------------------------------------------------------------------

    @Test
    void whatALogarithmicAxisCannotShowIsTold() throws IOException {
        open(new Report(
                "Zeros",
                List.of(
                        Reports.flow("some", 1, 0.5, 0, 0),
                        Reports.flow("all", 0, 0, 0, 0),
                        Reports.flow("tiny", 1, 1e-3, 1e-9, 1e-12),
                        Reports.flow("huge", 1, Double.NaN, 3, 1e8))));
        assertThat(texts("#activations .lines li"))
                .containsExactly(
                        "No finite number: huge (1 of 4 layers, hidden 1).",
                        "0 or less, which a logarithmic axis cannot show: some (2 of 4 layers, hidden 2 first), all (everywhere).",
                        "Below the lower edge: tiny (2 of 4 layers, hidden 2 first).",
                        "Above the upper edge: huge (1 of 4 layers, hidden 3).");
        assertThat(browser.text("#activations svg"))
                .contains("some", "tiny", "huge")
                .doesNotContain("all");
        browser.click("#log");
        assertThat(texts("#activations .lines li"))
                .containsExactly(
                        "No finite number: huge (1 of 4 layers, hidden 1).",
                        "Above the upper edge: huge (1 of 4 layers, hidden 3).");
        assertThat(browser.text("#activations svg")).contains("some", "all", "tiny", "huge");
    }

    @Test
    void unitsThatDoNotAnswerAreShownIfThereAreSome() throws IOException {
        open(Reports.single());
        assertThat(browser.text("#idle svg")).contains("25 %");
        open(new Report("Awake", List.of(Reports.flow("awake", 1, 1))));
        assertThat(browser.text("#idle .lines")).isEqualTo("No unit is dead, and no activation known to be saturated.");
        assertThat(isShown("#idle .chart")).isFalse();
    }

    @Test
    void verdictsAreGrouped() throws IOException {
        open(Reports.good());
        assertThat(texts("#amiss dt")).containsExactly("kaiming_normal", "normal(0, 0.01)");
        assertThat(browser.text("#amiss")).contains("shrink");
        assertThat(isShown("#healthy")).isFalse();
        open(Reports.single());
        assertThat(texts("#healthy dd p")).containsExactly("all is well", "but for what is not known");
        assertThat(isShown("#amiss")).isFalse();
    }

    // --- weights --------------------------------------------------------------------------------------------------

    @Test
    void aLayersWeightsAreShownWithTheirDensity() throws IOException {
        open(Reports.good());
        String curve = "#weights svg path[stroke='#b3261e']";
        assertThat(texts("#layer option")).hasSize(6);
        assertThat(texts("#weights h3")).containsExactly("kaiming_normal", "normal(0, 0.01)");
        assertThat(captions()).containsExactly("kaiming_normal, hidden 0", "normal(0, 0.01), hidden 0");
        assertThat(browser.all(curve)).hasSize(2);
        browser.click("#nonlinearities input[value=tanh]");
        browser.one("#layer option:nth-child(3)").click();
        assertThat(captions()).containsExactly("kaiming_normal, hidden 2", "normal(0, 0.01), hidden 2");
        browser.click("#depths input[value='2']");
        assertThat(captions()).containsExactly("kaiming_normal, hidden 0", "normal(0, 0.01), hidden 0");
    }

    @Test
    void everyWeightOfALayerIsShown() throws IOException {
        open(Reports.single());
        assertThat(texts("#layer option")).containsExactly("all", "lstm", "output");
        assertThat(texts("#weights h3")).containsExactly("lstm · W", "lstm · RW", "output");
        browser.one("#layer option:nth-child(2)").click();
        assertThat(texts("#weights h3")).containsExactly("mine · W", "mine · RW");
        assertThat(browser.text("#weights .under")).isEqualTo("mean 0.25 · std 0.5\ntop singular value 1.5");
        assertThat(rows("weights")).hasSize(4);
        assertThat(texts("#weights .lines li")).containsExactly("All 9 values are 0.");
        assertThat(browser.all("#weights svg path[stroke='#b3261e']")).isEmpty(); // of which no density is known
    }
}
