package io.github.nd4jinit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Tests the page in a browser: {@code mvn -Pbrowser verify}. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {

    private static final List<String> CHARTS =
            List.of("accuracy", "loss", "progress", "activations", "gradients", "weights");

    private static final String CROSS = " svg path[d^='M-0.6 -1L0 -0.4']";

    @TempDir
    static Path folder;

    private Browser browser;
    private int pages;

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

    /** Asserts that no action of the test caused a console message. */
    @AfterEach
    void assertNoConsoleMessages() {
        assertThat(browser.console()).isEmpty();
    }

    private void open(Report report) throws IOException {
        Path page = folder.resolve("report-" + ++pages + ".html");
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

    /** Returns the rows of the tables, which are complete even before a table is opened. */
    private List<String> rows(String id) {
        assertThat(browser.all("#" + id + " details[open]")).isEmpty();
        return texts("#" + id + " tbody tr");
    }

    private List<String> captions() {
        assertThat(rows("weights")).isNotEmpty();
        return texts("#weights caption");
    }

    private List<String> selected() {
        return browser.all("#labels input").stream()
                .filter(WebElement::isSelected)
                .map(input -> input.getDomProperty("value"))
                .toList();
    }

    private boolean isShown(String selector) {
        return browser.one(selector).isDisplayed();
    }

    // --- page -----------------------------------------------------------------------------------------------------

    @Test
    void everyChartHasMarksAndATableOfItsData() throws IOException {
        open(Reports.good());
        assertThat(CHARTS).allSatisfy(chart -> {
            assertThat(marks(chart)).as(chart).isGreaterThan(4);
            assertThat(browser.one("#" + chart + " [role=img]").getDomAttribute("aria-label"))
                    .doesNotContain("undefined", "NaN");
            assertThat(rows(chart)).isNotEmpty();
        });
        assertThat(rows("accuracy")).hasSize(4);
        assertThat(rows("loss")).hasSize(10); // two initializers, five steps
        assertThat(rows("loss").get(0)).isEqualTo("kaiming_normal100.750.51"); // the losses are 0.5 and 1
        assertThat(rows("activations")).hasSize(12);
        assertThat(texts("#activations thead th"))
                .containsExactly(
                        "initialization", "layer", "RMS", "ratio to input", "mean", "std", "output mean", "output std");
        assertThat(texts("#gradients thead th")).containsExactly("initialization", "layer", "RMS");
        assertThat(texts("#inactive thead th"))
                .containsExactly("initialization", "layer", "dead units", "saturated activations");
        assertThat(texts("#weight-table thead th"))
                .containsExactly(
                        "initialization", "layer", "weight", "mean", "std", "largest singular value", "initializer");
        assertThat(rows("weight-table"))
                .hasSize(12)
                .anySatisfy(row -> assertThat(row)
                        .startsWith("kaiming_normalhidden 0hidden 0")
                        .endsWith("kaiming_normal(mode=fan_in, nonlinearity=relu)"));
        assertThat(browser.text("#activations svg")).contains("hidden 0", "hidden 5");
        assertThat(browser.text("#signals-title + p + p")).isEqualTo("Measured on a Monday.");
    }

    @Test
    void thePageRequestsNoOtherFile() throws IOException {
        browser.requests();
        open(Reports.good());
        assertThat(browser.requests())
                .anyMatch(address -> address.endsWith("report-" + pages + ".html"))
                .noneMatch(address ->
                        address.matches("(http|ws|ftp)s?:.*")); // the browser loads its own images from chrome:
    }

    @Test
    void thePageIsDarkOrLightButAlwaysPrintsInLight() throws IOException {
        open(Reports.good());
        String background = "getComputedStyle(document.body).backgroundColor";
        assertThat(browser.eval(background)).isEqualTo("rgb(255, 255, 255)");
        browser.click("#dark");
        assertThat(browser.eval(background)).isEqualTo("rgb(20, 23, 28)");
        assertThat(browser.one("#dark").getDomAttribute("aria-pressed")).isEqualTo("true");
        assertThat(browser.one("#loss svg text").getDomAttribute("fill")).isEqualTo("#a3abb8");
        browser.eval("dispatchEvent(new Event('beforeprint'))");
        assertThat(browser.eval(background)).isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.one("#loss svg text").getDomAttribute("fill")).isEqualTo("#59616e");
        browser.eval("dispatchEvent(new Event('afterprint'))");
        assertThat(browser.eval(background)).isEqualTo("rgb(20, 23, 28)");
    }

    @Test
    void thePrintedPageHasTablesAndTheHistogramsOfAllLayers() throws IOException {
        open(Reports.good());
        assertThat(isShown("#loss table")).isFalse();
        assertThat(browser.all("#weights h3")).hasSize(2);
        browser.eval("dispatchEvent(new Event('beforeprint'))");
        browser.awaitDrawn();
        for (String chart : List.of("accuracy", "loss", "progress", "activations", "gradients", "weight-table")) {
            assertThat(isShown("#" + chart + " table")).as(chart).isTrue();
        }
        assertThat(texts("#weights h3"))
                .hasSize(12)
                .contains("kaiming_normal · hidden 0", "normal(0, 0.01) · hidden 5");
        assertThat(isShown("#layer")).isFalse();
        browser.eval("dispatchEvent(new Event('afterprint'))");
        browser.awaitDrawn();
        assertThat(isShown("#loss table")).isFalse();
        assertThat(browser.all("#weights h3")).hasSize(2);
        assertThat(isShown("#layer")).isTrue();
    }

    @Test
    void thePageShowsTheLicensesOfItsParts() throws IOException {
        open(Reports.empty());
        browser.click("footer summary");
        assertThat(browser.one("footer").getText()).contains("Copyright (c) 2017, Baidu Inc.", "Mike Bostock");
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
    void aPageForOneNetworkHasNoUnnecessaryControls() throws IOException {
        open(Reports.single());
        assertThat(texts("section:not([hidden]) h2"))
                .containsExactly("Activations and gradients by layer ", "Weights ");
        assertThat(browser.all("fieldset").stream().filter(WebElement::isDisplayed))
                .extracting(WebElement::getText)
                .containsExactly("Vertical axes\nLogarithmic");
        assertThat(browser.text("#activations svg")).contains("lstm", "output", "mine");
        assertThat(browser.text("#unmeasured"))
                .isEqualTo("Not measured, because they have no weight that connects inputs to outputs: pool, flatten.");
        assertThat(browser.one("main").getText())
                .doesNotContain("No training run", "No initialization", "No layer", "No weight was");
        assertNoBlankChart();
    }

    @Test
    void anEmptyReportHasAMessage() throws IOException {
        open(Reports.empty());
        assertThat(browser.one("main").getText()).isEqualTo("The report has no diagnosis and no training run.");
        assertThat(isShown("aside")).isFalse();
    }

    @Test
    void badInputIsReported() throws IOException {
        open(Reports.bad());
        assertThat(browser.text("#warnings"))
                .isEqualTo(
                        "All examples have the same class, so every constant prediction is correct, and the accuracy has no meaning.");
        assertThat(browser.text("#accuracy svg")).contains("diverges");
        assertThat(texts("#loss .lines li"))
                .containsExactly(Reports.HOSTILE + ": the run diverged by step 10.", "No loss is known.");
        assertThat(texts("#progress .lines li")).containsExactly("No accuracy is known.");
        assertThat(browser.text("#activations .lines"))
                .startsWith("Not finite: nothing finite (everywhere), " + Reports.HOSTILE + " (8 of 9 layers");
        assertThat(browser.text("#undetermined")).contains("no layer of the network has a weight");
        assertThat(browser.text("#problems")).contains("activations are not finite");
        assertThat(isShown("#healthy")).isFalse();
        assertThat(browser.text("#weights")).contains("No value is finite.");
        assertThat(browser.text("#signals-title + p + p")).isEqualTo(Reports.HOSTILE);
        assertThat(browser.all("img")).isEmpty();
        browser.point("#accuracy .chart");
        assertThat(browser.all("img")).isEmpty();
        assertNoBlankChart();
    }

    @Test
    void longNamesAreShortenedAndAvailableInFull() throws IOException {
        String name = "an initializer whose name is much longer than there is room for".repeat(3);
        open(Report.of(name, Reports.labeled(name, 1, 1), Reports.labeled("other", 1, 1))
                .withTrainingRuns(
                        10,
                        List.of(TrainingRun.of(
                                Configuration.of(name),
                                1,
                                List.of(TrainingPoint.of(1, 1, 0.5), TrainingPoint.of(2, 1, 0.5))))));
        assertThat(browser.text("#accuracy svg")).contains("an initializer whos…");
        assertThat(browser.text("#loss svg")).contains("an initializer whos…").doesNotContain(name);
        assertThat(browser.one("#labels label").getDomAttribute("title")).isEqualTo(name);
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
    void theNonlinearityAndTheDepthCanBeSelected() throws IOException {
        open(Reports.good());
        assertThat(browser.text("#training-title")).endsWith("relu, 6 hidden layers");
        browser.click("#nonlinearities input[value=tanh]");
        browser.click("#depths input[value='2']");
        assertThat(browser.text("#accuracy-title")).endsWith("tanh");
        assertThat(browser.text("#training-title")).endsWith("tanh, 2 hidden layers");
        assertThat(rows("activations")).hasSize(4);
        assertThat(browser.text("#activations caption")).isEqualTo("RMS of activations, tanh, 2 hidden layers");
    }

    @Test
    void initializationsCanBeSelectedAndTheHeatMapAlwaysShowsAll() throws IOException {
        open(Reports.good());
        assertThat(browser.text("#count")).isEqualTo("2 of 2 selected");
        browser.click("#labels input[value=kaiming_normal]");
        assertThat(browser.text("#count")).isEqualTo("1 of 2 selected");
        assertThat(browser.text("#loss svg")).doesNotContain("kaiming_normal");
        assertThat(texts("#findings dt")).containsExactly("normal(0, 0.01)");
        assertThat(texts("#weights h3"))
                .containsExactly("hidden 0", "hidden 1", "hidden 2", "hidden 3", "hidden 4", "hidden 5");
        browser.click("#none");
        assertThat(browser.text("#loss .lines")).isEqualTo("No initialization is selected.");
        assertThat(isShown("#loss .chart")).isFalse();
        assertThat(isShown("#findings")).isFalse();
        assertThat(rows("accuracy")).hasSize(4);
        assertThat(browser.text("#accuracy svg")).contains("kaiming_normal");
        browser.click("#all");
        assertThat(browser.text("#loss svg")).contains("kaiming_normal");
    }

    @Test
    void sixDifferentInitializationsAreSelectedInitially() throws IOException {
        open(Reports.many(15));
        assertThat(browser.text("#count")).isEqualTo("6 of 15 selected");
        assertThat(selected()).containsExactly("start 0", "start 5", "start 11", "start 12", "start 13", "start 14");
        assertThat(rows("accuracy")).hasSize(15);
        assertThat(rows("loss")).hasSize(12);
    }

    @Test
    void clickingACellSelectsItsDepthAndTogglesItsInitialization() throws IOException {
        open(Reports.good());
        browser.click("#none");
        browser.pointIn("accuracy", 0, 1);
        browser.click();
        assertThat(browser.text("#training-title")).endsWith("relu, 2 hidden layers");
        assertThat(browser.one("#depths input[value='2']").isSelected()).isTrue();
        assertThat(selected()).containsExactly("normal(0, 0.01)");
        browser.pointIn("accuracy", 1, 1);
        browser.click();
        assertThat(browser.text("#training-title")).endsWith("relu, 6 hidden layers");
        assertThat(selected()).containsExactly("normal(0, 0.01)");
        browser.pointIn("accuracy", 1, 1);
        browser.click();
        assertThat(selected()).isEmpty();
    }

    @Test
    void pointingAtALabelHighlightsItsLine() throws IOException {
        open(Reports.good());
        String other = "#loss svg path[stroke='#e0522f'][fill=none]";
        assertThat(browser.one(other).getDomAttribute("stroke-opacity")).isNull();
        browser.point("#labels label");
        Browser.await(
                "the other line is faint",
                () -> "0.15".equals(browser.one(other).getDomAttribute("stroke-opacity")));
        browser.point("h1");
        Browser.await(
                "the other line is not faint", () -> browser.one(other).getDomAttribute("stroke-opacity") == null);
    }

    @Test
    void axesCanBeLogarithmicOrLinear() throws IOException {
        open(Reports.good());
        assertThat(browser.text("#loss svg")).startsWith("step0.010.020.050.10.20.51");
        browser.click("#log");
        assertThat(browser.text("#loss svg")).startsWith("step00.20.40.60.81");
        assertThat(marks("loss")).isGreaterThan(4);
    }

    @Test
    void allTickLabelsOfAnAxisHaveTheSameNotation() throws IOException {
        open(Reports.good());
        assertThat(browser.eval("[1e-4, 1e-3, 1, 10].map(logTickFormat(1e-4, 10)).join(' ')"))
                .isEqualTo("1e-4 1e-3 1e0 1e1");
        assertThat(browser.eval("[1e-3, 0.02, 1000].map(logTickFormat(1e-3, 1000)).join(' ')"))
                .isEqualTo("0.001 0.02 1000");
        assertThat(browser.eval("[0, 0.0005, 0.001].map(tickFormat(0, 0.001)).join(' ')"))
                .isEqualTo("0 0.0005 0.001");
        assertThat(browser.eval("[-0.00025, 0, 0.0005].map(tickFormat(-0.0003, 0.0006)).join(' ')"))
                .isEqualTo("-2.5e-4 0 5e-4");
        assertThat(browser.eval("[0, 20000].map(tickFormat(0, 30000)).join(' ')"))
                .isEqualTo("0 2e4");
        assertThat(browser.text("#activations svg")).startsWith("1e-81e-71e-6");
    }

    @Test
    void logarithmicAxesHaveGridLinesBetweenPowersOfTen() throws IOException {
        open(Reports.single()); // the values are 0.5 and 1
        String lines = "#activations svg path[stroke='%s']";
        assertThat(browser.all(lines.formatted("#eceef2"))).hasSize(8 + 8);
        assertThat(browser.text("#activations svg")).startsWith("0.10.20.512510");
    }

    @Test
    void layerNamesAreShownOnNarrowScreens() throws IOException {
        browser.resize(360, 800);
        try {
            open(Reports.good());
            assertThat(browser.eval("innerWidth")).isEqualTo(360L);
            assertThat(browser.text("#activations svg"))
                    .contains("hidden 0", "hidden 1", "hidden 2", "hidden 3", "hidden 4", "hidden 5");
            assertThat(browser.eval("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
        } finally {
            browser.resize(1280, 1600);
        }
    }

    @Test
    void allControlsAreReachableByKeyboard() throws IOException {
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
                        "labels kaiming_normal",
                        "labels normal(0, 0.01)",
                        "table of accuracy",
                        "table of loss",
                        "table of progress",
                        "table of activations",
                        "table of gradients",
                        "table of inactive",
                        "layer",
                        "table of weights",
                        "table of weights",
                        "table of weight-table",
                        "Licenses");

        open(Reports.good());
        tabTo("nonlinearities relu");
        browser.press(Keys.ARROW_DOWN);
        assertThat(browser.text("#accuracy-title")).endsWith("tanh");
        tabTo("none");
        browser.press(Keys.SPACE);
        tabTo("labels normal(0, 0.01)");
        browser.press(Keys.SPACE);
        assertThat(selected()).containsExactly("normal(0, 0.01)");
        tabTo("table of accuracy");
        browser.press(Keys.ENTER);
        assertThat(isShown("#accuracy table")).isTrue();
        tabTo("layer"); // starts at "all", because one network is selected
        browser.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        assertThat(captions()).containsExactly("normal(0, 0.01), hidden 2");
    }

    /** Returns the elements that the Tab key reaches, in order, and asserts that each has a visible focus outline. */
    private List<String> tabs() {
        List<String> reached = new ArrayList<>();
        for (String one = tab(); !one.isEmpty(); one = tab()) {
            reached.add(one);
        }
        return reached;
    }

    private void tabTo(String target) {
        for (String one = tab(); !one.equals(target); one = tab()) {
            assertThat(one).as("the Tab key reaches " + target).isNotEmpty();
        }
    }

    private String tab() {
        browser.press(Keys.TAB);
        String name = browser.eval("""
                        (element => element === document.body ? ''
                          : element.matches('.data summary') ? `table of ${element.closest('[id]').id}`
                          : element.id || [element.name, element.value || element.textContent].filter(x => x).join(' ')
                        )(document.activeElement)""").toString();
        if (!name.isEmpty()) {
            assertThat(browser.eval("getComputedStyle(document.activeElement).outline"))
                    .as("focus outline of " + name)
                    .asString()
                    .contains("solid 3px");
        }
        return name;
    }

    // --- runs -----------------------------------------------------------------------------------------------------

    @Test
    void cellsShowDivergedRuns() throws IOException {
        open(Reports.diverged());
        assertThat(browser.text("#accuracy svg")).contains("86.0 % · 1 of 3 diverged", "diverges", "87.0 %", "unknown");
        assertThat(rows("accuracy"))
                .containsExactly(
                        "some286.0 %85.0 %87.0 %31", // the mean and the range of seeds 1 and 3
                        "all2–––22", "none287.0 %87.0 %87.0 %10", "untested2–––10");
        assertThat(browser.all("#accuracy svg pattern")).isNotEmpty();
        assertThat(isShown("#diverged")).isTrue();
        open(Reports.good());
        assertThat(browser.all("#accuracy svg pattern")).isEmpty();
        assertThat(isShown("#diverged")).isFalse();
    }

    @Test
    void numbersInCellsHaveEnoughContrast() throws IOException {
        open(Reports.good());
        Object least = browser.eval("""
                Math.min(...Array.from({ length: 256 }, (_, grey) => {
                  const [a, b] = [`rgb(${grey},${grey},${grey})`, textColorOn(`rgb(${grey},${grey},${grey})`)].map(luminance);
                  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                }))""");
        assertThat(Double.parseDouble(least.toString())).isBetween(4.5, 4.7);
        assertThat(browser.eval("luminance('#777777').toFixed(4)")).isEqualTo("0.1845");
    }

    @Test
    void curvesContinueWithTheRunsThatDidNotDiverge() throws IOException {
        open(Reports.diverged());
        assertThat(texts("#loss .lines li"))
                .containsExactly(
                        "some: 1 of 3 runs diverged by step 15; the mean continues over the other runs.",
                        "all: all 2 runs diverged, the first by step 15.");
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
        assertThat(texts("#progress .lines li"))
                .containsExactly("The dashed line is the accuracy of guessing, 10.0 %.");
    }

    @Test
    void everyLineHasALabel() throws IOException {
        open(Reports.many(40));
        browser.click("#all");
        assertThat(browser.eval("""
                        [...document.querySelectorAll('#loss svg text')].filter(text => text.textContent.includes('start')
                          && text.getBoundingClientRect().top >= document.querySelector('#loss .chart').getBoundingClientRect().top).length""")).isEqualTo(40L);
    }

    @Test
    void longTrainingRunsAreDrawn() throws IOException {
        List<TrainingPoint> points = IntStream.rangeClosed(1, 200_000)
                .mapToObj(step -> TrainingPoint.of(step, 1 + 1.0 / step, 0.5))
                .toList();
        open(Report.of("Long").withTrainingRuns(10, List.of(TrainingRun.of(Configuration.of("patient"), 1, points))));
        assertThat(browser.text("#loss svg")).contains("patient", "200,000");
        assertThat(marks("loss")).isBetween(5L, 50L);
        assertThat(rows("loss")).hasSize(1000).last().asString().startsWith("patient200000");
        assertThat(browser.text("#loss caption")).isEqualTo("Loss, 1 of 200 points");
    }

    // --- activations and gradients --------------------------------------------------------------------------------

    @Test
    void valuesThatTheChartCannotShowAreListed() throws IOException {
        open(Report.of(
                "Zeros",
                Reports.labeled("some", 1, 0.5, 0, 0),
                Reports.labeled("all", 0, 0, 0, 0),
                Reports.labeled("tiny", 1, 1e-3, 1e-9, 1e-12),
                Reports.labeled("huge", 1, Double.NaN, 3, 1e8)));
        assertThat(texts("#activations .lines li"))
                .containsExactly(
                        "Not finite: huge (1 of 4 layers, hidden 1).",
                        "Not positive, so not shown on a logarithmic axis: some (2 of 4 layers, first hidden 2), all (everywhere).",
                        "Below the lower edge: tiny (2 of 4 layers, first hidden 2).",
                        "Above the upper edge: huge (1 of 4 layers, hidden 3).");
        assertThat(browser.text("#activations svg"))
                .contains("some", "tiny", "huge")
                .doesNotContain("all");
        browser.click("#log");
        assertThat(texts("#activations .lines li"))
                .containsExactly(
                        "Not finite: huge (1 of 4 layers, hidden 1).",
                        "Above the upper edge: huge (1 of 4 layers, hidden 3).");
        assertThat(browser.text("#activations svg")).contains("some", "all", "tiny", "huge");
    }

    @Test
    void inactiveUnitsAreShownIfThereAreAny() throws IOException {
        open(Reports.single());
        assertThat(browser.text("#inactive svg")).contains("25 %");
        open(Report.of("Awake", Reports.labeled("awake", 1, 1)));
        assertThat(browser.text("#inactive .lines"))
                .isEqualTo("No unit is dead, and no activation is known to be saturated.");
        assertThat(isShown("#inactive .chart")).isFalse();
    }

    @Test
    void findingsAreGrouped() throws IOException {
        open(Reports.good());
        assertThat(texts("#problems dt")).containsExactly("kaiming_normal", "normal(0, 0.01)");
        assertThat(browser.text("#problems")).contains("shrink");
        assertThat(isShown("#healthy")).isFalse();
        open(Reports.single());
        assertThat(texts("#healthy dd p")).containsExactly("all is well", "something is unknown");
        assertThat(isShown("#problems")).isFalse();
    }

    // --- weights --------------------------------------------------------------------------------------------------

    @Test
    void theWeightsOfALayerAreShownWithTheirDensity() throws IOException {
        open(Reports.good());
        String curve = "#weights svg path[stroke='#b3261e']";
        assertThat(texts("#layer option")).hasSize(6);
        assertThat(texts("#weights h3")).containsExactly("kaiming_normal", "normal(0, 0.01)");
        assertThat(captions()).containsExactly("kaiming_normal, hidden 0", "normal(0, 0.01), hidden 0");
        assertThat(browser.all(curve)).hasSize(2);
        assertThat(isShown("#expected")).isTrue();
        browser.click("#nonlinearities input[value=tanh]");
        browser.choose("#layer option:nth-child(3)");
        assertThat(captions()).containsExactly("kaiming_normal, hidden 2", "normal(0, 0.01), hidden 2");
        browser.click("#depths input[value='2']");
        assertThat(captions()).containsExactly("kaiming_normal, hidden 0", "normal(0, 0.01), hidden 0");
    }

    @Test
    void everyWeightOfALayerIsShown() throws IOException {
        open(Reports.single());
        assertThat(texts("#layer option")).containsExactly("all", "lstm", "output");
        assertThat(texts("#weights h3")).containsExactly("lstm · W", "lstm · RW", "output");
        browser.choose("#layer option:nth-child(2)");
        assertThat(texts("#weights h3")).containsExactly("mine · W", "mine · RW");
        assertThat(browser.text("#weights .caption")).isEqualTo("mean 0.25 · std 0.5\nlargest singular value 1.5");
        assertThat(rows("weights")).hasSize(4);
        assertThat(texts("#weights .lines li")).containsExactly("All 9 values are 0.");
        assertThat(browser.all("#weights svg path[stroke='#b3261e']")).isEmpty(); // no density is known
        assertThat(isShown("#expected")).isFalse();
    }
}
