//! Takes Dutch compounds apart: "ketensamenwerking" is a sort of "samenwerking". Few and long parts rather than many short ones.

use super::filter;
use super::lexicon::{Entry, Lexicon};

/// A word in two: what it is a sort of stands last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Split<'w> {
    /// The modifier as written, linking letters included.
    pub(super) opening: &'w str,
    /// The modifier without them.
    pub(super) modifier: &'w str,
    /// The head as written, inflection included.
    pub(super) head: &'w str,
}

/// Fewest letters of a part.
const SHORTEST: usize = 4;

/// Shorter words that are parts of many compounds of public policy all the same; as modifiers and as heads.
const SHORT_MODIFIERS: [&str; 15] = [
    "vak", "bus", "wet", "gas", "zee", "bos", "vee", "auto", "geld", "ict", "ggz", "wmo", "lvb", "wlz", "wiv",
];
const SHORT_HEADS: [&str; 4] = ["wet", "gas", "bus", "bos"];

/// What stands at the end of many words and is hardly ever the word it looks like.
const SUFFIXES: [&str; 46] = [
    "heid", "heden", "lijk", "lijke", "lijks", "loos", "loze", "baar", "bare", "zaam", "zame", "schap",
    "schappen", "ling", "lingen", "achtig", "achtige", "matig", "matige", "waarts", "gewijs", "aard", "aars",
    "erij", "eren", "eerde", "teren", "eert", "ende", "vormig", "vormige", "enis", "aren", "eres", "ster",
    "sters", "tien", "twintig", "honderd", "duizend", "maal", "maals", "lende", "eter", "mijn", "halve",
];

/// Prepositions and the like: what begins with them is a word of its own ("onderzoek", "overleg", "achterstand").
const NO_MODIFIERS: [&str; 44] = [
    "voor", "over", "onder", "achter", "tussen", "tegen", "door", "boven", "binnen", "buiten", "langs",
    "samen", "terug", "mede", "weder", "weer", "neven", "zonder", "rond", "naast", "heen", "vast", "voort",
    "goed", "open", "vrij", "eigen", "meer", "minder", "niet", "veel", "volle", "even", "gelijk", "zelf",
    "elkaar", "waar", "daar", "hier", "toen", "mini", "maxi", "super", "anti",
];

/// Longest word that is looked at; longer ones are no words.
const LONGEST: usize = 64;

/// The best split of a folded form, with what the table says of it, if it has one.
pub(super) fn split<'w>(lexicon: &Lexicon, word: &'w str, entry: Option<Entry>) -> Option<Split<'w>> {
    let long_enough = word.len() >= SHORTEST + 3 && word.len() <= LONGEST;
    let letters = long_enough && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if !letters || entry.is_some_and(Entry::is_whole) {
        return None;
    }
    best(lexicon, word, 0)
}

/// How many compounds may stand in one another.
const DEEPEST: u32 = 3;

fn best<'w>(lexicon: &Lexicon, word: &'w str, depth: u32) -> Option<Split<'w>> {
    let shortest = SHORTEST - 1;
    // From the end on, so that what the filter asks of each ending costs one letter more than of the one before.
    let endings =
        filter::endings(word).skip(shortest - 1).take((word.len() + 1).saturating_sub(2 * shortest));
    let splits = endings.filter_map(|(head, place)| {
        let entry = lexicon.get_at(head, place)?;
        let opening = word.get(..word.len() - head.len())?;
        let (modifier, cost) = is_head(head, entry).then(|| modifier(lexicon, opening, depth)).flatten()?;
        Some((cost, Split { opening, modifier, head }))
    });
    splits
        .min_by_key(|(cost, split)| {
            (*cost, usize::MAX - split.opening.len().min(split.head.len()), usize::MAX - split.opening.len())
        })
        .map(|(_, split)| split)
}

fn is_head(head: &str, entry: Entry) -> bool {
    let sort = entry.is_noun() || (entry.is_adjective() && head.len() > SHORTEST);
    sort && (head.len() >= SHORTEST || SHORT_HEADS.contains(&head)) && !SUFFIXES.contains(&head)
}

/// The modifier without its linking letters, and how doubtful it is.
fn modifier<'w>(lexicon: &Lexicon, opening: &'w str, depth: u32) -> Option<(&'w str, u32)> {
    if NO_MODIFIERS.contains(&opening) {
        return None;
    }
    let links = [("", 1), ("s", 2), ("en", 2), ("n", 3), ("e", 4)];
    let known = links.iter().find_map(|(link, cost)| {
        let modifier = opening.strip_suffix(link)?;
        let entry = lexicon.get(modifier).filter(|_| may_modify(modifier))?;
        let exact = link.is_empty()
            && entry.opens()
            && (!modifier.ends_with('s') || entry.is_noun() || !entry.is_word());
        let word = entry.is_word() && entry.is_noun();
        (exact || word).then_some((modifier, if exact { 0 } else { *cost }))
    });
    known.or_else(|| {
        let inner = ["", "s", "en"].iter().find_map(|link| {
            let modifier = opening.strip_suffix(link)?;
            (depth < DEEPEST && modifier.len() >= 2 * SHORTEST)
                .then(|| best(lexicon, modifier, depth + 1))
                .flatten()?;
            Some(modifier)
        });
        inner.map(|modifier| (modifier, 5))
    })
}

fn may_modify(modifier: &str) -> bool {
    (modifier.len() >= SHORTEST || SHORT_MODIFIERS.contains(&modifier)) && !NO_MODIFIERS.contains(&modifier)
}
