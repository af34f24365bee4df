"""The report in a real browser: Chromium without a window.

Where there is none these tests are skipped, unless BILINGUAL_REQUIRE_BROWSER is set.
"""

import os
import shutil
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import bilingual

pytestmark = pytest.mark.slow
SEED = Path(__file__).parents[2] / "seeds" / "latin-times-el-mencho.txt"


@pytest.fixture(scope="module")
def browser():
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    if not (program and driver):
        message = "no chromium or no chromedriver: apt-get install chromium chromium-driver"
        if os.environ.get("BILINGUAL_REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    options = webdriver.ChromeOptions()
    options.binary_location = program
    # A container has neither a sandbox for the browser nor room in /dev/shm.
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(driver)
    with webdriver.Chrome(options, service) as browser:
        yield browser


@pytest.fixture
def show(browser, tmp_path):
    """Opens a document's report; ends the test's page with a look at the console."""

    def show(document):
        page = tmp_path / "report.html"
        bilingual.export(document, "html", page)
        browser.get(page.as_uri())
        return page

    browser.get("about:blank")
    browser.get_log("browser")
    yield show
    assert browser.get_log("browser") == []


def find(browser, selector, text=None):
    found = browser.find_elements(By.CSS_SELECTOR, selector)
    return next(e for e in found if text is None or e.text == text)


def texts(browser, selector):
    return [e.text for e in browser.find_elements(By.CSS_SELECTOR, selector)]


def test_a_click_on_a_word_lights_its_partners(browser, show, document):
    show(document)
    find(browser, ".foreign .word", "tres").click()
    assert texts(browser, ".lit") == ["tres"]
    assert sorted(texts(browser, ".partner")) == ["four", "four", "three"]
    described = " ".join(find(browser, "#inspected").text.split())
    assert described == "Source tres Translation three Report four"
    find(browser, "#dismiss").click()
    assert texts(browser, ".lit, .partner") == []
    assert not find(browser, "#inspector").is_displayed()


def test_a_word_of_the_translation_lights_the_report_too(browser, show, document):
    show(document)
    find(browser, ".translation .word", "three").click()
    assert sorted(texts(browser, ".partner")) == ["four", "four", "tres"]


def test_hovering_lights_and_leaving_puts_out(browser, show, document):
    show(document)
    word = find(browser, ".translation .word", "three")
    ActionChains(browser).move_to_element(word).perform()
    assert texts(browser, ".lit") == ["three"]
    ActionChains(browser).move_to_element(find(browser, "h1")).perform()
    assert texts(browser, ".lit, .partner") == []


def test_the_keyboard_reaches_every_word(browser, show, document):
    show(document)
    for _ in range(60):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        if browser.execute_script("return document.activeElement.matches('.translation *')"):
            break
    assert texts(browser, ".lit") == ["Prosecutor's"]
    assert "Fiscalía" in texts(browser, ".partner")
    ActionChains(browser).send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT).perform()
    assert texts(browser, ".lit") == ["three"]
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    assert texts(browser, ".lit, .partner") == []


def test_focus_lights_and_its_loss_puts_out(browser, show, document):
    show(document)
    word = find(browser, ".foreign .word", "tres")
    browser.execute_script("arguments[0].focus()", word)
    assert sorted(texts(browser, ".partner")) == ["four", "four", "three"]
    browser.execute_script("arguments[0].blur()", word)
    assert texts(browser, ".lit, .partner") == []


def test_a_name_lights_all_its_mentions(browser, show, document):
    bare = document.add(matches=(), units=())
    show(bare)
    find(browser, ".foreign .name").click()
    assert texts(browser, ".name.lit") == ["Prosecutors", "La Fiscalía"]
    assert "Attorney General's Office" in find(browser, "#inspected").text


def test_a_finding_jumps_to_its_evidence(browser, show, document):
    show(document.add(segments=(), findings=document.findings[1:2]))
    browser.set_window_size(500, 300)
    find(browser, ".finding a.jump").click()
    shown = "".join(texts(browser, ".shown")).replace(" ", "")
    assert shown == document.units[0].text.replace(" ", "")
    assert browser.execute_script(
        "const box = document.querySelector('.shown').getBoundingClientRect();"
        "return box.top >= 0 && box.bottom <= innerHeight"
    )


def test_a_hostile_article_runs_nothing(browser, show, hostile):
    show(hostile)
    find(browser, ".foreign").click()
    for link in browser.find_elements(By.CSS_SELECTOR, "a"):
        assert not link.get_attribute("href").startswith("javascript:")
    assert browser.execute_script("return window.ran === undefined")


def test_what_slips_into_the_markup_cannot_run(browser, show, document):
    """The policy is the second wall: here somebody has got through the first."""
    page = show(document)
    attack = "<script>window.ran=1</script><img src=x onerror='window.ran=1'></main>"
    page.write_text(page.read_text("utf-8").replace("</main>", attack), "utf-8")
    browser.get(page.as_uri())
    assert browser.execute_script("return window.ran === undefined")
    assert "Content Security Policy" in str(browser.get_log("browser"))


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_sticks_out_at_any_width(browser, show, document, width):
    long = document.add(findings=document.findings * 3)
    show(long)
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_seed_article_is_small_fast_and_explained(browser, show):
    page = show(bilingual.process(SEED.read_text("utf-8")))
    assert page.stat().st_size <= 300_000
    assert (
        browser.execute_script("return performance.getEntriesByType('navigation')[0].loadEventEnd")
        < 1000
    )
    find(browser, ".post .word", "inteligencia").click()
    assert set(texts(browser, ".partner")) == {"intelligence"}
    assert len(browser.find_elements(By.CSS_SELECTOR, ".finding")) >= 2
