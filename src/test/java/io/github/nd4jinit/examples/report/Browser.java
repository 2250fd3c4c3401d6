package io.github.nd4jinit.examples.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium, without a screen. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    /** Selenium warns of newer browsers than itself. Kept here, for else the setting would be collected. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    /** Opens a browser, or skips the test where there is none. */
    Browser(Path profile) {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "needs " + CHROMIUM + " and " + DRIVER + ": install chromium and chromium-driver");
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
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
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
    }

    void open(Path page) {
        driver.get(page.toUri().toString());
    }

    /** What the page wrote to the console since this was last asked. */
    List<String> console() {
        return log(LogType.BROWSER);
    }

    /** Where the browser asked for something: addresses in what it tells of its doings. */
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

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    String text(String selector) {
        return one(selector).getDomProperty("textContent");
    }

    /** Clicks, wherever on the page it is. */
    void click(String selector) {
        driver.executeScript("arguments[0].click()", one(selector));
    }

    /** Moves the mouse onto an element. */
    void point(String selector) {
        driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", one(selector));
        new Actions(driver).moveToElement(one(selector)).perform();
    }

    /** Moves the mouse onto a place in a chart, in what its axes count. */
    void pointIn(String chart, int x, int y) {
        WebElement place = one("#" + chart + " .chart");
        driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", place);
        Object pixel = driver.executeScript(
                "const chart = echarts.getInstanceByDom(arguments[0]);"
                        + "const [x, y] = chart.convertToPixel({ seriesIndex: 0 }, [arguments[1], arguments[2]]);"
                        + "return Math.round(x - chart.getWidth() / 2) + ' ' + Math.round(y - chart.getHeight() / 2);",
                place,
                x,
                y);
        String[] offset = pixel.toString().split(" ", -1);
        new Actions(driver)
                .moveToElement(place, Integer.parseInt(offset[0]), Integer.parseInt(offset[1]))
                .perform();
    }

    /** Clicks where the mouse is. */
    void click() {
        new Actions(driver).click().perform();
    }

    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    Object eval(String script) {
        return driver.executeScript("return " + script);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
