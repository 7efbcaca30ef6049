//! Compiles the Dutch sources of `data/` into tables that the program maps as they are: the word list as a finite-state set,
//! and every word form with its base as a table (`src/text/dutch/lexicon.rs` reads it).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

#[path = "build/affixes.rs"]
mod affixes;
#[path = "src/text/dutch/bits.rs"]
mod bits;
#[path = "src/text/dutch/filter.rs"]
#[allow(dead_code, reason = "the file belongs to the library as well; only the making is needed here")]
mod filter;
#[path = "src/text/fold.rs"]
#[allow(dead_code, unreachable_pub, reason = "the file belongs to the library; only folding is needed here")]
mod fold;
#[path = "build/forms.rs"]
mod forms;
#[path = "build/lists.rs"]
mod lists;
#[path = "build/pack.rs"]
mod pack;
#[path = "src/text/dutch/table.rs"]
#[allow(dead_code, reason = "the file belongs to the library as well; only the making is needed here")]
mod table;
#[path = "build/verbs.rs"]
mod verbs;

const WORDS: &str = "data/opentaal/words.txt";
const DICTIONARY: &str = "data/opentaal/nl.dic";
const AFFIXES: &str = "data/opentaal/nl.aff";
const VERBS: &str = "data/pattern/nl-verbs.txt";
const EXCEPTIONS: &str = "src/text/dutch/exceptions.txt";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let own = [
        "build.rs",
        "build",
        "src/text/fold.rs",
        "src/text/dutch/bits.rs",
        "src/text/dutch/filter.rs",
        "src/text/dutch/table.rs",
    ];
    for source in own.into_iter().chain([WORDS, DICTIONARY, AFFIXES, VERBS, EXCEPTIONS]) {
        println!("cargo:rerun-if-changed={source}");
    }
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let text = fs::read_to_string(WORDS)?;
    let words: BTreeSet<String> =
        text.lines().map(str::to_lowercase).filter(|word| !word.is_empty()).collect();
    let mut builder = fst::SetBuilder::memory();
    builder.extend_iter(&words)?;
    fs::write(out.join("words.fst"), builder.into_inner()?)?;
    let forms = forms_of(&words)?;
    fs::write(out.join("lexicon.bits"), filter::make(forms.keys().map(String::as_str)))?;
    let (table, endings) = pack::pack(&forms)?;
    fs::write(out.join("lexicon.table"), table)?;
    fs::write(out.join("endings.txt"), endings)?;
    Ok(())
}

fn forms_of(words: &BTreeSet<String>) -> Result<BTreeMap<String, forms::Entry>, Box<dyn std::error::Error>> {
    let dictionary = affixes::read(&fs::read_to_string(AFFIXES)?, &fs::read_to_string(DICTIONARY)?);
    let lists = lists::read(&fs::read_to_string(EXCEPTIONS)?)?;
    let forms = forms::Forms::new(&dictionary, &fs::read_to_string(VERBS)?, lists);
    let words = words.iter().map(|word| fold::fold(word)).collect();
    Ok(forms.table(&dictionary, &words))
}
