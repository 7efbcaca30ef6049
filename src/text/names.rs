//! Names of respondents, which people write in more than one way.

use rustc_hash::FxHashMap;

/// Numbers names as they are met: one is the same whatever its case and the blanks around it.
#[derive(Debug, Default)]
pub struct Names {
    /// As they are written.
    written: FxHashMap<String, usize>,
    /// In lower case.
    names: FxHashMap<String, usize>,
}

impl Names {
    /// The number of a name, from 0; none of a blank one.
    pub fn place(&mut self, name: Option<&str>) -> Option<usize> {
        let name = name.map(str::trim).filter(|name| !name.is_empty())?;
        if let Some(place) = self.written.get(name) {
            return Some(*place);
        }
        let next = self.names.len();
        let place = *self.names.entry(name.to_lowercase()).or_insert(next);
        self.written.insert(name.to_owned(), place);
        Some(place)
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.names.len() as u64
    }
}
