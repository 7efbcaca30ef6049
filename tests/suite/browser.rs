//! Tests of the report in a real browser, opened from disk as a reader does. Chromium and its driver are Debian's
//! (`apt-get install chromium chromium-driver`); without them these tests fail rather than pass unseen.

#[path = "browser/session.rs"]
mod session;

use bloemlezer::report::Language;
use serde_json::{Value, json};
use session::{Browser, Look, open};
use thirtyfour::prelude::*;

use super::report::fixture;

/// What a page says about itself: problems of accessibility, found with our own eyes for it.
const ACCESSIBILITY: &str = include_str!("browser/accessibility.js");

#[test]
fn a_reader_goes_from_theme_to_quote_to_source_and_back() {
    open(Look::default(), async |browser| {
        browser.goto("index.html").await;
        browser.click("#tabel-themas tbody tr:first-child th a").await;
        assert_eq!(browser.text("h1").await, "Versnippering");
        let marked = browser.driver.find(By::Css("#st-loketten00000 mark")).await.unwrap();
        assert!(marked.is_displayed().await.unwrap());
        assert_eq!(marked.text().await.unwrap(), "te veel loketten, waardoor niemand");
        let ground: String = marked.css_value("background-color").await.unwrap();
        assert!(!ground.contains(", 0)"), "marked words stand out: {ground}");
        browser.click("#st-loketten00000 a.source").await;
        assert_eq!(browser.text("h1").await, fixture::TALK);
        assert!(browser.in_view("#st-loketten00000").await, "the statement is brought into view");
        browser.click("#st-loketten00000 .pieces a").await;
        assert!(browser.in_view("#r2").await, "the line is brought into view");
        browser.click("#r2 .raw a").await;
        assert!(browser.driver.current_url().await.unwrap().as_str().ends_with("#st-loketten00000"));
        browser.click("#st-loketten00000 .codes a").await;
        assert_eq!(browser.text("h1").await, "Versnippering");
        assert!(browser.in_view("#st-loketten00000").await);
        browser.no_complaints().await;
    });
}

#[test]
fn the_table_of_the_chart_is_the_summary() {
    open(Look::default(), async |browser| {
        browser.goto("index.html").await;
        let script = "return [...document.querySelectorAll('#tabel-themas tbody tr')].map(row =>
            [...row.querySelectorAll('td')].slice(0, 4).map(cell => Number(cell.innerText)));";
        let shown = browser.ask(script).await;
        let summary = fixture::findings().summary;
        let expected: Vec<Vec<u64>> = summary
            .themes
            .iter()
            .map(|theme| {
                let kinds = ["knelpunt", "wens", "context"].map(|kind| theme.by_kind[kind]);
                kinds.into_iter().chain([theme.statements]).collect()
            })
            .collect();
        assert_eq!(shown, json!(expected));
        let bars = browser.ask(
            "return [...document.querySelectorAll('.chart .axis ~ .bar')].map(bar => bar.getBoundingClientRect())
                .map(box => [Math.round(box.width), box.right <= innerWidth]);",
        );
        for bar in bars.await.as_array().unwrap() {
            assert!(
                bar[0].as_u64().unwrap() > 20 && bar[1] == true,
                "a bar is drawn within the window: {bar}"
            );
        }
    });
}

#[test]
fn a_keyboard_reaches_the_content_and_shows_where_it_is() {
    open(Look::default(), async |browser| {
        browser.goto("index.html").await;
        browser.press(Key::Tab).await;
        let first = browser.driver.active_element().await.unwrap();
        assert_eq!(first.class_name().await.unwrap().as_deref(), Some("skip"));
        assert!(browser.in_view(".skip").await, "the skip link shows when it has focus");
        browser.press(Key::Enter).await;
        assert_eq!(browser.ask("return document.activeElement.id").await, "inhoud");
        for _ in 0..12 {
            browser.press(Key::Tab).await;
            let focus = browser.ask(
                "const own = document.activeElement, style = getComputedStyle(own), box = own.getBoundingClientRect();
                 return [own.outerHTML.slice(0, 80), document.querySelector('main').contains(own),
                     style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
                     box.top >= 0 && box.bottom <= innerHeight + 1];",
            );
            let focus = focus.await;
            assert_eq!(json!([true, true, true]), json!([focus[1], focus[2], focus[3]]), "{focus}");
        }
    });
}

#[test]
fn nothing_scrolls_sideways_on_a_phone() {
    open(Look { width: 320, ..Look::default() }, async |browser| {
        for page in browser.pages() {
            browser.goto(&page).await;
            let sizes = browser.ask(
                "const page = document.documentElement; return [innerWidth, page.scrollWidth - page.clientWidth];",
            );
            assert_eq!(sizes.await, json!([320, 0]), "{page}");
            let cut = browser.ask(
                "return [...document.querySelectorAll('main p, main li, main h1, main h2, main dd')]
                    .filter(own => !own.closest('.scroll') && own.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                    .map(own => own.outerHTML.slice(0, 120));",
            );
            assert_eq!(cut.await, json!([]), "{page}");
        }
    });
}

#[test]
fn it_reads_without_scripts_being_allowed() {
    open(Look { scripts: false, ..Look::default() }, async |browser| {
        browser.put("probe.html", "<title>blocked</title><script>document.title = 'ran'</script>");
        browser.goto("probe.html").await;
        assert_eq!(browser.driver.title().await.unwrap(), "blocked", "the browser runs no script");
        browser.goto("index.html").await;
        browser.click("#tabel-themas tbody tr:first-child th a").await;
        browser.click("#st-wens000000000 a.source").await;
        assert_eq!(
            browser.driver.title().await.unwrap(),
            format!("{} – Loketten & <meldpunten>", fixture::TWIN)
        );
    });
}

#[test]
fn pages_are_accessible_in_light() {
    open(Look::default(), async |browser| accessible(browser).await);
}

#[test]
fn pages_are_accessible_in_the_dark() {
    open(Look { dark: true, ..Look::default() }, async |browser| {
        browser.goto("index.html").await;
        let dark = browser.ask("return matchMedia('(prefers-color-scheme: dark)').matches").await;
        assert_eq!(dark, true, "the browser asks for dark");
        accessible(browser).await;
    });
}

#[test]
fn pages_are_accessible_in_english() {
    open(Look { language: Language::En, ..Look::default() }, async |browser| {
        browser.goto("index.html").await;
        assert_eq!(browser.ask("return document.documentElement.lang").await, "en");
        assert_eq!(browser.text("#kop-cijfers").await, "Key figures");
        accessible(browser).await;
    });
}

async fn accessible(browser: &Browser) {
    for page in browser.pages() {
        browser.goto(&page).await;
        let found = browser.ask(ACCESSIBILITY).await;
        assert_eq!(found["problems"], json!([]), "{page}");
        assert!(
            found["looked_at"].as_u64().is_some_and(|texts| texts > 10),
            "texts were looked at on {page}: {found}"
        );
    }
    browser.no_complaints().await;
}

#[test]
fn the_accessibility_check_finds_what_is_wrong() {
    open(Look::default(), async |browser| {
        browser.goto("index.html").await;
        browser
            .ask(
                "document.querySelector('h1').insertAdjacentHTML('afterend', `<h4>Diep</h4><img src='data:,'>
                    <p id='inhoud'>Bleek</p><a href='#x'></a><table><tr><th>kop</th></tr></table>`);
                 document.querySelector('p#inhoud').style.color = '#999';
                 return null;",
            )
            .await;
        let found = browser.ask(ACCESSIBILITY).await;
        let found: Vec<&str> =
            found["problems"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        for problem in [
            "heading jumps",
            "image without",
            "id twice",
            "contrast",
            "link without",
            "table without",
            "th without",
        ] {
            assert!(found.iter().any(|own| own.starts_with(problem)), "{problem} among {found:?}");
        }
    });
}
