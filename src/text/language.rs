//! Which language a short text is in. Function words decide nearly always; where they are silent the document does,
//! and a detector judges what is long enough to judge. Nothing is ever dropped for its language.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use whichlang::Lang;

use super::fold::fold;
use super::tokens::words;

/// What a text gets whose language can't be told.
pub const UNDETERMINED: &str = "und";

/// Fewer words than this say too little for the detector.
const DETECTOR_MIN_WORDS: usize = 5;

/// How many texts of a document are looked at for its own language.
const LOOK_AT_MOST: usize = 200;

/// Frequent words that belong to one of these languages and hardly to another.
const FUNCTION_WORDS: [(&str, &[&str]); 4] = [
    (
        "nl",
        &[
            "aan",
            "als",
            "bij",
            "daar",
            "dat",
            "de",
            "deze",
            "die",
            "dit",
            "door",
            "een",
            "eens",
            "en",
            "er",
            "geen",
            "goed",
            "haar",
            "heb",
            "hebben",
            "heeft",
            "het",
            "hoe",
            "hun",
            "ik",
            "je",
            "kan",
            "kunnen",
            "maar",
            "meer",
            "met",
            "mijn",
            "moet",
            "moeten",
            "naar",
            "niet",
            "nog",
            "om",
            "onvoldoende",
            "ook",
            "op",
            "over",
            "te",
            "tussen",
            "uit",
            "vaak",
            "van",
            "veel",
            "voor",
            "waar",
            "waardoor",
            "wat",
            "weinig",
            "wel",
            "worden",
            "wordt",
            "zeer",
            "zich",
            "zijn",
            "zonder",
            "zou",
            "zouden",
        ],
    ),
    (
        "en",
        &[
            "and", "are", "be", "but", "by", "for", "from", "have", "how", "it", "its", "many", "more", "no",
            "not", "or", "our", "should", "that", "the", "their", "there", "they", "this", "to", "too",
            "what", "which", "who", "will", "with", "without", "would", "you", "your",
        ],
    ),
    (
        "de",
        &[
            "aber", "auch", "auf", "aus", "bei", "das", "dass", "dem", "den", "der", "ein", "eine", "einen",
            "fur", "haben", "ich", "ihr", "ist", "kein", "keine", "mehr", "mit", "muss", "nach", "nicht",
            "noch", "oder", "sich", "sie", "sind", "und", "viel", "vom", "von", "wenig", "wir", "wird", "zu",
            "zum", "zwischen",
        ],
    ),
    (
        "fr",
        &[
            "au", "aux", "avec", "ce", "cette", "dans", "des", "du", "elle", "est", "et", "il", "ils", "je",
            "la", "le", "les", "leur", "mais", "nous", "ou", "par", "pas", "pour", "que", "qui", "sans",
            "ses", "sont", "sur", "trop", "une", "vous",
        ],
    ),
];

/// What a document's texts together say of their language: the judge for texts that are too short to say it themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageContext {
    usual: &'static str,
}

impl LanguageContext {
    /// Looks at no more than the first 200 of `texts`. Without any sign the document counts as Dutch.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut totals = [0_usize; FUNCTION_WORDS.len()];
        for text in texts.into_iter().take(LOOK_AT_MOST) {
            for (total, count) in totals.iter_mut().zip(function_words(text).0) {
                *total += count;
            }
        }
        Self { usual: clear_winner(totals).unwrap_or("nl") }
    }

    /// ISO 639-1 code of the language of `text`, or [`UNDETERMINED`] where it holds no word.
    #[must_use]
    pub fn detect(&self, text: &str) -> &'static str {
        let (counts, word_count) = function_words(text);
        if word_count == 0 {
            return UNDETERMINED;
        }
        if let Some(language) = clear_winner(counts) {
            return language;
        }
        if word_count < DETECTOR_MIN_WORDS || counts.iter().any(|count| *count > 0) {
            return self.usual;
        }
        iso_639_1(whichlang::detect_language(text))
    }
}

/// Whether a word belongs to each of the languages of [`FUNCTION_WORDS`], in their order.
type Languages = [bool; FUNCTION_WORDS.len()];

/// The languages of every function word.
static LANGUAGES_OF: LazyLock<FxHashMap<&str, Languages>> = LazyLock::new(|| {
    let mut known: FxHashMap<&str, Languages> = FxHashMap::default();
    for (place, (_, list)) in FUNCTION_WORDS.iter().enumerate() {
        for word in *list {
            if let Some(has) = known.entry(word).or_default().get_mut(place) {
                *has = true;
            }
        }
    }
    known
});

/// Bytes of the longest function word.
const LONGEST: usize = 16;

/// How many function words of each language `text` has, and how many words in all.
fn function_words(text: &str) -> ([usize; FUNCTION_WORDS.len()], usize) {
    let known = &*LANGUAGES_OF;
    let mut counts = [0; FUNCTION_WORDS.len()];
    let mut word_count = 0;
    for token in words(text) {
        word_count += 1;
        if let Some(languages) = languages_of(token.text, known) {
            for (count, has) in counts.iter_mut().zip(languages) {
                *count += usize::from(has);
            }
        }
    }
    (counts, word_count)
}

fn languages_of(word: &str, known: &FxHashMap<&str, Languages>) -> Option<Languages> {
    if !word.is_ascii() {
        return known.get(fold(word).as_str()).copied();
    }
    // Nearly every word of every text passes here, so that none of them is copied to the heap.
    let mut form = [0; LONGEST];
    let form = form.get_mut(..word.len())?;
    form.copy_from_slice(word.as_bytes());
    form.make_ascii_lowercase();
    known.get(str::from_utf8(form).ok()?).copied()
}

/// The language with strictly the most function words.
fn clear_winner(counts: [usize; FUNCTION_WORDS.len()]) -> Option<&'static str> {
    let most = counts.into_iter().max().filter(|most| *most > 0)?;
    let mut winners = counts.into_iter().zip(FUNCTION_WORDS).filter(|(count, _)| *count == most);
    let (_, (language, _)) = winners.next()?;
    winners.next().is_none().then_some(language)
}

fn iso_639_1(language: Lang) -> &'static str {
    match language {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use super::{FUNCTION_WORDS, LONGEST, LanguageContext, UNDETERMINED};

    fn dutch() -> LanguageContext {
        LanguageContext::of(["Er is te weinig tijd voor de mensen."])
    }

    #[test]
    fn function_words_are_sorted_and_short() {
        for (language, list) in FUNCTION_WORDS {
            assert!(list.is_sorted(), "{language}");
            assert!(list.iter().all(|word| word.len() <= LONGEST), "{language}");
        }
    }

    #[test]
    fn tells_languages_apart_and_trusts_the_document_for_short_texts() {
        assert_eq!(dutch().detect("Capaciteitstekort politie."), "nl");
        assert_eq!(dutch().detect("There is not enough time for the victims."), "en");
        assert_eq!(dutch().detect("Es gibt nicht genug Zeit für die Opfer."), "de");
        assert_eq!(dutch().detect("Il n'y a pas assez de temps pour les victimes."), "fr");
        assert_eq!(dutch().detect("Те, кто работает с жертвами, перегружены"), "ru");
        assert_eq!(dutch().detect("…!"), UNDETERMINED);
    }
}
