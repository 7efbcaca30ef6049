//! What an HTML element means for the text in it (HTML Living Standard), and what Word, LibreOffice and mail programs write into theirs.

use scraper::node::Element;

use crate::model::Role;

/// What an element does with its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Begins and ends a paragraph.
    Block,
    /// Goes on with the text around it.
    Inline,
    /// Is no text that a reader sees.
    LeftOut,
    /// Hidden by the page itself.
    Hidden,
    /// A list mark that is drawn as text.
    Mark,
}

/// The effect of an element.
pub(super) fn effect(element: &Element) -> Effect {
    let style = style_of(element);
    if is_hidden(element, &style) {
        return Effect::Hidden;
    }
    if style.contains("mso-list:ignore") {
        return Effect::Mark;
    }
    if is_note_sign(element, &style) {
        return Effect::LeftOut;
    }
    match element.name() {
        // What was deleted, changes taken as accepted.
        "del" | "script" | "style" | "template" | "head" | "noscript" | "iframe" | "svg" | "object"
        | "canvas" | "audio" | "video" | "datalist" | "rp" | "rt" => Effect::LeftOut,
        "address" | "article" | "aside" | "blockquote" | "body" | "button" | "caption" | "center" | "dd"
        | "details" | "dialog" | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure"
        | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup" | "hr"
        | "html" | "legend" | "li" | "main" | "menu" | "nav" | "ol" | "option" | "p" | "pre" | "search"
        | "section" | "select" | "summary" | "table" | "tbody" | "td" | "textarea" | "tfoot" | "th"
        | "thead" | "tr" | "ul" | "listing" | "xmp" | "plaintext" => Effect::Block,
        _ => Effect::Inline,
    }
}

/// The role of the text in an element, where the element gives it one.
pub(super) fn role(element: &Element, in_main: bool) -> Option<Role> {
    let class = element.attr("class").unwrap_or_default().to_lowercase();
    let has = |name: &str| class.split_ascii_whitespace().any(|own| own == name);
    let id = element.attr("id").unwrap_or_default();
    let title = element.attr("title").unwrap_or_default();
    let aria = element.attr("role").unwrap_or_default();
    match element.name() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return Some(Role::Heading),
        "nav" | "menu" | "button" | "select" | "option" => return Some(Role::Navigation),
        "aside" if !in_main => return Some(Role::Navigation),
        "header" if !in_main => return Some(Role::Header),
        "footer" if !in_main => return Some(Role::Footer),
        "blockquote" if element.attr("type") == Some("cite") => return Some(Role::QuotedMail),
        _ => {}
    }
    if ["navigation", "banner", "search", "menubar", "toolbar"].contains(&aria) {
        return Some(Role::Navigation);
    }
    let is_note = ["sdfootnote", "sdendnote", "ftn", "edn"].iter().any(|start| {
        id.strip_prefix(start)
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
    });
    if is_note || has("msofootnotetext") || has("msoendnotetext") || has("footnotes") {
        return Some(Role::Footnote);
    }
    if title == "header" || has("msoheader") {
        return Some(Role::Header);
    }
    if title == "footer" || has("msofooter") {
        return Some(Role::Footer);
    }
    if has("gmail_quote") || has("yahoo_quoted") || has("moz-cite-prefix") || has("protonmail_quote") {
        return Some(Role::QuotedMail);
    }
    if has("moz-signature") || has("gmail_signature") {
        return Some(Role::Signature);
    }
    if has("msotitle") || has("msosubtitle") || (element.name() == "p" && has("title")) {
        return Some(Role::Title);
    }
    let is_toc = class.split_ascii_whitespace().any(|own| own.starts_with("msotoc"));
    is_toc.then_some(Role::Contents)
}

/// Whether type in it is bold, where it says.
pub(super) fn bold(element: &Element) -> Option<bool> {
    let style = style_of(element);
    let weight =
        style.split(';').filter_map(|rule| rule.split_once(':')).find(|(name, _)| *name == "font-weight");
    match weight {
        Some((_, "bold" | "bolder" | "600" | "700" | "800" | "900")) => Some(true),
        Some(_) => Some(false),
        None if matches!(element.name(), "b" | "strong" | "th") => Some(true),
        None => None,
    }
}

/// The style attribute in lower case and without spaces.
fn style_of(element: &Element) -> String {
    let style = element.attr("style").unwrap_or_default().to_lowercase();
    style.split_whitespace().collect()
}

fn is_hidden(element: &Element, style: &str) -> bool {
    let by_style =
        ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|rule| style.contains(rule));
    by_style || element.attr("hidden").is_some()
}

/// The sign in running text that leads to a note, or before a note the sign that leads back.
fn is_note_sign(element: &Element, style: &str) -> bool {
    if element.name() != "a" {
        return false;
    }
    let class = element.attr("class").unwrap_or_default();
    let href = element.attr("href").unwrap_or_default();
    let by_class =
        ["sdfootnoteanc", "sdendnoteanc", "sdfootnotesym", "sdendnotesym", "footnote-ref", "footnote-back"]
            .iter()
            .any(|name| class.starts_with(name));
    by_class
        || ["#_ftn", "#_edn"].iter().any(|start| href.starts_with(start))
        || style.contains("mso-footnote-id")
}
