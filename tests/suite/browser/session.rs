//! A browser on a report: driver and browser start with a test and end with it, also when it panics.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

use std::io::{BufRead as _, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use bloemlezer::report::{Language, ReportOptions, render};
use serde_json::{Value, json};
use thirtyfour::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;

use super::fixture;

const DRIVER: &str = "/usr/bin/chromedriver";

/// How the report is looked at.
pub(super) struct Look {
    pub(super) language: Language,
    pub(super) width: u32,
    pub(super) dark: bool,
    pub(super) scripts: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { language: Language::Nl, width: 1200, dark: false, scripts: true }
    }
}

/// A browser with the report it looks at.
pub(super) struct Browser {
    pub(super) driver: WebDriver,
    folder: tempfile::TempDir,
    paths: Vec<String>,
}

/// Renders the fixture, opens a browser and hands it to `test`.
pub(super) fn open(look: Look, test: impl AsyncFnOnce(&Browser)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let driver = Driver::start();
    let profile = tempfile::tempdir().unwrap();
    let (folder, paths) = site(look.language);
    let address = format!("http://127.0.0.1:{}", driver.port);
    let session = runtime.block_on(WebDriver::new(address, capabilities(&look, profile.path())));
    let browser = Browser { driver: session.expect("chromium starts"), folder, paths };
    let result = catch_unwind(AssertUnwindSafe(|| runtime.block_on(test(&browser))));
    let quit = runtime.block_on(browser.driver.quit());
    drop(driver);
    if let Err(panic) = result {
        resume_unwind(panic);
    }
    quit.expect("the browser closes");
}

/// The driver's process; ends when dropped.
struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts it on a port that it picks itself and tells.
    fn start() -> Self {
        let started =
            Command::new(DRIVER).arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let process = started.unwrap_or_else(|error| {
            panic!("{DRIVER} does not start ({error}); the browser tests need Debian's chromium and chromium-driver")
        });
        let mut driver = Self { process, port: 0 };
        let output = driver.process.stdout.take().expect("its output is piped");
        for line in BufReader::new(output).lines() {
            let line = line.unwrap();
            if let Some((_, port)) = line.trim_end_matches('.').rsplit_once("successfully on port ") {
                driver.port = port.parse().unwrap();
                return driver;
            }
        }
        panic!("{DRIVER} ended before it told its port");
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn capabilities(look: &Look, profile: &Path) -> thirtyfour::ChromeCapabilities {
    let mut wanted = DesiredCapabilities::chrome();
    let mut arguments: Vec<String> = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--window-size=1200,900",
    ]
    .map(str::to_owned)
    .into();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    // 0 is dark, 1 is light: the machine's own preference must not decide.
    arguments.push(format!("--blink-settings=preferredColorScheme={}", u8::from(!look.dark)));
    for argument in arguments {
        wanted.add_arg(&argument).unwrap();
    }
    if look.width < 500 {
        let metrics = json!({ "deviceMetrics": { "width": look.width, "height": 640, "pixelRatio": 1.0, "mobile": false } });
        wanted.add_experimental_option("mobileEmulation", metrics).unwrap();
    }
    if !look.scripts {
        let block = json!({ "profile.managed_default_content_settings.javascript": 2 });
        wanted.add_experimental_option("prefs", block).unwrap();
    }
    wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::All).unwrap();
    wanted
}

/// The fixture's report on disk, in a folder whose name needs escaping in an address.
fn site(language: Language) -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::Builder::new().prefix("verslag é #1 ").tempdir().unwrap();
    let files = render(&fixture::findings(), &ReportOptions { language, public_only: false }).unwrap();
    let mut paths = Vec::new();
    for file in files {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.bytes).unwrap();
        paths.push(file.path);
    }
    (folder, paths)
}

impl Browser {
    /// One page of every sort, and each source.
    pub(super) fn pages(&self) -> Vec<String> {
        let picked = [
            "index.html",
            "about.html",
            "themes/versnippering.html",
            "themes/herkenning.html",
            "lists/all.html",
            "lists/records.html",
        ];
        let sources = self.paths.iter().filter(|path| path.starts_with("sources/"));
        picked.into_iter().map(str::to_owned).chain(sources.cloned()).collect()
    }

    /// Adds a page of the test's own to the report's folder.
    pub(super) fn put(&self, page: &str, html: &str) {
        std::fs::write(self.folder.path().join(page), html).unwrap();
    }

    pub(super) async fn goto(&self, page: &str) {
        let address = url::file(&self.folder.path().join(page));
        self.driver.goto(address).await.unwrap();
    }

    pub(super) async fn click(&self, css: &str) {
        let found = self.driver.find(By::Css(css)).await.unwrap_or_else(|error| panic!("{css}: {error}"));
        found.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    pub(super) async fn text(&self, css: &str) -> String {
        self.driver.find(By::Css(css)).await.unwrap().text().await.unwrap()
    }

    pub(super) async fn ask(&self, script: &str) -> Value {
        self.driver.execute(script, Vec::new()).await.unwrap().json().clone()
    }

    pub(super) async fn in_view(&self, css: &str) -> bool {
        let script = format!(
            "const box = document.querySelector('{css}').getBoundingClientRect();
             return box.width > 0 && box.left >= 0 && box.bottom > 0 && box.top >= 0 && box.top < innerHeight;"
        );
        self.ask(&script).await == true
    }

    pub(super) async fn press(&self, key: Key) {
        self.driver.action_chain().send_keys(key).perform().await.unwrap();
    }

    /// Neither a file that is missing nor a rule of the page's own policy that is broken.
    pub(super) async fn no_complaints(&self) {
        let complaints = self.driver.browser_log().await.unwrap();
        assert!(complaints.is_empty(), "the browser complains: {complaints:?}");
    }
}

/// Addresses of files.
mod url {
    use std::fmt::Write as _;
    use std::path::Path;

    /// The `file:` address of a path.
    pub(super) fn file(path: &Path) -> String {
        let mut address = "file://".to_owned();
        for byte in path.to_str().unwrap().bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
                address.push(char::from(byte));
            } else {
                write!(address, "%{byte:02X}").unwrap();
            }
        }
        address
    }
}
