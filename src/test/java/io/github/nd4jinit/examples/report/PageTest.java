package io.github.nd4jinit.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
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

    /** Opens a page, which must not complain. */
    private void open(Report report) throws IOException {
        Path page = folder.resolve("report.html");
        report.write(page);
        browser.open(page);
        assertThat(browser.console()).isEmpty();
    }

    private long marks(String chart) {
        return browser.all("#" + chart + " svg path").stream()
                .filter(path -> !"none".equals(path.getDomAttribute("d")))
                .count();
    }

    @Test
    void everyChartHasMarksAndItsDataAsATable() throws IOException {
        open(Reports.good());
        assertThat(CHARTS).allSatisfy(chart -> {
            assertThat(marks(chart)).as(chart).isGreaterThan(4);
            assertThat(browser.one("#" + chart + " [role=img]").getDomAttribute("aria-label"))
                    .doesNotContain("undefined", "NaN");
            assertThat(browser.all("#" + chart + " td")).isNotEmpty();
        });
        assertThat(browser.all("#accuracy tbody tr")).hasSize(4);
        assertThat(browser.all("#loss tbody tr")).hasSize(10); // two initializers, five steps
        assertThat(browser.text("#loss tbody tr")).isEqualTo("kaiming_normal100.750.51"); // of 0.5 and 1
        assertThat(browser.all("#activations tbody tr")).hasSize(12);
        assertThat(browser.all("#weights tbody tr")).hasSize(4);
        assertThat(browser.text("#verdicts")).contains("shrink");
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
    void theNonlinearityAndTheDepthAreChosen() throws IOException {
        open(Reports.good());
        assertThat(browser.text("#learning-title")).endsWith("relu, 6 hidden layers");
        browser.click("#nonlinearities input[value=tanh]");
        browser.click("#depths input[value='2']");
        assertThat(browser.text("#accuracy-title")).endsWith("tanh");
        assertThat(browser.text("#learning-title")).endsWith("tanh, 2 hidden layers");
        assertThat(browser.text("#activations caption")).isEqualTo("size of activations, tanh, 2 hidden layers");
        assertThat(browser.all("#activations tbody tr")).hasSize(4);
    }

    @Test
    void initializersAreChosen() throws IOException {
        open(Reports.good());
        browser.click("#initializers input[value=kaiming_normal]");
        assertThat(browser.all("#accuracy tbody tr")).hasSize(2);
        assertThat(browser.text("#loss svg")).doesNotContain("kaiming_normal");
        browser.click("#none");
        assertThat(browser.text("#loss .lines")).isEqualTo("No initializer is chosen.");
        assertThat(browser.one("#loss .chart").isDisplayed()).isFalse();
        browser.click("#all");
        assertThat(browser.text("#loss svg")).contains("kaiming_normal");
        assertThat(browser.console()).isEmpty();
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
    void thePageIsDarkOrLight() throws IOException {
        open(Reports.good());
        assertThat(browser.eval("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        browser.click("#dark");
        assertThat(browser.eval("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(20, 23, 28)");
        assertThat(browser.one("#dark").getDomAttribute("aria-pressed")).isEqualTo("true");
        assertThat(browser.one("#loss svg text").getDomAttribute("fill")).isEqualTo("#a3abb8");
    }

    @Test
    void aKeyboardIsEnough() throws IOException {
        open(Reports.good());
        browser.press(Keys.TAB);
        assertThat(browser.eval("document.activeElement.className")).isEqualTo("skip");
        browser.press(Keys.TAB, Keys.TAB);
        browser.eval("document.querySelector('#nonlinearities input').focus()");
        browser.press(Keys.ARROW_DOWN);
        assertThat(browser.text("#accuracy-title")).endsWith("tanh");
    }

    @Test
    void everyControlHasANameAndEverySectionAHeading() throws IOException {
        open(Reports.good());
        assertThat(browser.all("input, button"))
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
    void badInputIsTold() throws IOException {
        open(Reports.bad());
        assertThat(browser.text("#warnings"))
                .isEqualTo(
                        "All examples are of one class: a network that always answers the same is right, and accuracy says nothing.");
        assertThat(browser.text("#accuracy .lines")).startsWith("Diverged").endsWith(" with 2 layers.");
        assertThat(browser.text("#loss .lines")).contains("1 of 1 runs diverged, the first by step 10");
        assertThat(browser.text("#activations .lines")).contains("Not finite at some layers");
        assertThat(browser.text("#verdicts"))
                .contains("no layer of the network has a weight", "activations are not finite");
        assertThat(browser.text("#weights")).contains("All 9 values are 0.", "No value is finite.");
        assertThat(browser.all("img")).isEmpty();
        assertNoBlankChart();
    }

    @Test
    void anEmptyReportSaysSo() throws IOException {
        open(Reports.empty());
        for (String chart : CHARTS) {
            assertThat(browser.text("#" + chart + " .lines")).startsWith("There is no ");
        }
        assertThat(browser.one("form").isDisplayed()).isFalse();
        assertNoBlankChart();
    }

    private void assertNoBlankChart() {
        assertThat(browser.all(".chart").stream().filter(WebElement::isDisplayed))
                .allSatisfy(chart -> assertThat(chart.findElements(By.cssSelector("svg path")))
                        .isNotEmpty());
    }
}
