# SPDX-License-Identifier: Apache-2.0
"""A reader of pages: Debian's chromium without a window and without a network, driven by Debian's Selenium."""
import json
import pathlib
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb",
         "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND", "--window-size=1280,900")
PATIENCE = 30  # seconds
BETWEEN_DOWNLOADS = 0.15  # seconds: chromium drops a page's 11th download within a second, without a word


class Reader:
    def __init__(self, downloads=None):
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for flag in FLAGS:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        if downloads:
            self.command("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))

    def command(self, name, **parameters):
        return self.driver.execute_cdp_cmd(name, parameters)

    def script(self, text, *values):
        return self.driver.execute_script(text, *values)

    def width(self, pixels):
        self.command("Emulation.setDeviceMetricsOverride", width=pixels, height=900, deviceScaleFactor=1, mobile=False)

    def open(self, page):
        """Opens a page and waits until it is ready; returns what it says of itself: yes, fault, or nothing."""
        self.driver.get_log("performance")
        self.driver.get(pathlib.Path(page).resolve().as_uri())
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if state := self.script("return document.body.dataset.ready || (document.readyState === 'complete' && !document.querySelector('script:not([type])') ? 'bare' : '')"):
                return state
            time.sleep(0.05)
        return ""

    def messages(self):
        return self.driver.get_log("browser")

    def requests(self):
        """Addresses that the page asked for since it was opened."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        urls = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
        return [url for url in urls if not url.startswith(("data:", "blob:"))]

    def text(self, selector):
        return self.script("return document.querySelector(arguments[0])?.textContent ?? null", selector)

    def click(self, selector):
        self.script("document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('click', {bubbles: true}))", selector)

    def choose(self, figure, label, words):
        """Takes an option of a labelled choice."""
        return self.script("""const box = [...document.querySelectorAll(arguments[0] + ' label.choice')].find((l) => l.querySelector('span').textContent === arguments[1]);
            const select = box.querySelector('select'), at = [...select.options].findIndex((o) => o.textContent === arguments[2]);
            if (at < 0) throw new Error([...select.options].map((o) => o.textContent).join('; '));
            select.selectedIndex = at; select.onchange(); return at""", figure, label, words)

    def press(self, selector, key):
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(key)

    def save(self, selector, folder, name):
        """Presses a button of a download, and reads the file."""
        path = pathlib.Path(folder) / name
        path.unlink(missing_ok=True)
        time.sleep(BETWEEN_DOWNLOADS)
        self.click(selector)
        end = time.monotonic() + PATIENCE
        while not (path.exists() and path.stat().st_size) and time.monotonic() < end:  # an empty file keeps its name free meanwhile
            time.sleep(0.05)
        return path.read_text(encoding="utf-8")

    def quit(self):
        self.driver.quit()
