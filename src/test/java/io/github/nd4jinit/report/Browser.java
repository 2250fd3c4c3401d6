package io.github.nd4jinit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium or Chrome. Every action waits until the page reports that its charts are drawn. */
final class Browser implements AutoCloseable {

    /** Far longer than a page needs on a busy machine; only a page that never finishes exceeds this timeout. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final String EXECUTABLE_SUFFIX = File.separatorChar == '\\' ? ".exe" : "";

    /**
     * Selenium warns about browsers that are newer than itself. The field prevents the logger, and with it the level, from being
     * garbage-collected.
     */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    /**
     * Starts a browser.
     *
     * @param profile the directory of the browser profile
     * @throws IllegalStateException if no browser or no driver is installed
     */
    Browser(Path profile) {
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browserExecutable().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=1280,1600",
                "--user-data-dir=" + profile);
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        logging.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driverExecutable().toFile())
                        .build(),
                options);
        driver.manage().timeouts().pageLoadTimeout(TIMEOUT).scriptTimeout(TIMEOUT);
    }

    private static Path browserExecutable() {
        return find(Stream.concat(
                        onPath("chromium", "chromium-browser", "google-chrome", "chrome"),
                        Stream.of(Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"))))
                .orElseThrow(
                        () -> new IllegalStateException(
                                "no browser found; install Chromium or Chrome and put chromium, chromium-browser, google-chrome or chrome on the PATH"));
    }

    private static Path driverExecutable() {
        Stream<Path> installed = Stream.ofNullable(System.getenv("CHROMEWEBDRIVER"))
                .map(folder -> Path.of(folder, executable("chromedriver")));
        return find(Stream.concat(installed, onPath("chromedriver")))
                .orElseThrow(
                        () -> new IllegalStateException(
                                "no chromedriver found; install the driver of the browser and put chromedriver on the PATH, or set CHROMEWEBDRIVER to its directory"));
    }

    private static Optional<Path> find(Stream<Path> candidates) {
        return candidates.filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> onPath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, executable(name))));
    }

    private static String executable(String name) {
        return name + EXECUTABLE_SUFFIX;
    }

    // --- pages ------------------------------------------------------------------------------------------------------

    /** Opens a page, and waits until it is drawn. Its address must differ from the address of the previous page. */
    void open(Path page) {
        String address = page.toUri().toString();
        driver.get(address);
        await("the address is " + address, () -> driver.getCurrentUrl().equals(address));
        awaitDrawn();
    }

    /** Waits until the page reports that all of its charts are drawn. */
    void awaitDrawn() {
        String drawn = "document.documentElement.dataset.drawn === 'true'";
        await(drawn, () -> eval(drawn).equals(true));
    }

    /** Waits until a condition is true. Every evaluation of the condition is a request to the browser. */
    static void await(String description, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("within %s: %s", TIMEOUT, description)
                    .isLessThan(deadline);
        }
    }

    /** Returns the console messages since the last call. */
    List<String> console() {
        return log(LogType.BROWSER);
    }

    /** Returns the addresses that were requested since the last call. */
    List<String> requests() {
        return log(LogType.PERFORMANCE).stream()
                .filter(entry -> entry.contains("\"Network.requestWillBeSent\""))
                .map(entry -> entry.replaceAll("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private List<String> log(String type) {
        return driver.manage().logs().get(type).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    // --- elements ---------------------------------------------------------------------------------------------------

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    String text(String selector) {
        return one(selector).getDomProperty("textContent");
    }

    Object eval(String script) {
        return driver.executeScript("return " + script);
    }

    // --- actions ----------------------------------------------------------------------------------------------------

    /** Clicks an element, even if it is outside the visible part of the page. */
    void click(String selector) {
        driver.executeScript("arguments[0].click()", one(selector));
        awaitDrawn();
    }

    /** Chooses an option of a select element. */
    void choose(String option) {
        one(option).click();
        awaitDrawn();
    }

    /** Moves the mouse onto an element. */
    void point(String selector) {
        driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", one(selector));
        new Actions(driver).moveToElement(one(selector)).perform();
    }

    /** Moves the mouse to a position in a chart, in the units of its axes. */
    void pointIn(String chart, int x, int y) {
        WebElement area = one("#" + chart + " .chart");
        driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", area);
        Object pixel = driver.executeScript(
                "const chart = echarts.getInstanceByDom(arguments[0]);"
                        + "const [x, y] = chart.convertToPixel({ seriesIndex: 0 }, [arguments[1], arguments[2]]);"
                        + "return Math.round(x - chart.getWidth() / 2) + ' ' + Math.round(y - chart.getHeight() / 2);",
                area,
                x,
                y);
        String[] offset = pixel.toString().split(" ", -1);
        new Actions(driver)
                .moveToElement(area, Integer.parseInt(offset[0]), Integer.parseInt(offset[1]))
                .perform();
    }

    /** Clicks at the current position of the mouse. */
    void click() {
        new Actions(driver).click().perform();
        awaitDrawn();
    }

    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        awaitDrawn();
    }

    /** Resizes the window. */
    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
