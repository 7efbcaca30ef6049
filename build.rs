//! Compiles the word list of `data/opentaal` into a finite-state set that the program maps as it is.

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let source = "data/opentaal/words.txt";
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={source}");
    let text = fs::read_to_string(source)?;
    let words: BTreeSet<String> =
        text.lines().map(str::to_lowercase).filter(|word| !word.is_empty()).collect();
    let mut builder = fst::SetBuilder::memory();
    builder.extend_iter(words)?;
    let target = Path::new(&env::var("OUT_DIR")?).join("words.fst");
    fs::write(target, builder.into_inner()?)?;
    Ok(())
}
