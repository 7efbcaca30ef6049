//! What the column `action` may hold: that the coding is right, that the statement is none, or that it is left out.

use super::words::SheetLanguage;

/// An action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Kind and themes are right as they stand in the row.
    Agree,
    /// The statement is left out, for a reason.
    Exclude,
    /// It is no statement but an element of structure of this code.
    Structure(&'static str),
}

/// Elements of structure: code, in Dutch, in English, whether the drop-down offers it.
const STRUCTURE: [(&str, &str, &str, bool); 16] = [
    ("heading", "kop", "heading", true),
    ("title", "titel", "title", true),
    ("header", "kopregel", "header", true),
    ("footer", "voetregel", "footer", true),
    ("page-number", "paginanummer", "page number", true),
    ("contents", "inhoudsopgave", "contents", true),
    ("footnote", "voetnoot", "footnote", true),
    ("margin", "marge", "margin", true),
    ("mail-header", "mailkop", "mail header", true),
    ("salutation", "aanhef", "salutation", true),
    ("signature", "ondertekening", "signature", true),
    ("quoted-mail", "aangehaalde mail", "quoted mail", true),
    ("comment", "opmerking", "comment", true),
    ("navigation", "navigatie", "navigation", false),
    ("list-marker", "opsommingsteken", "list marker", false),
    ("note", "noot", "note", false),
];

const AGREE: (&str, &str) = ("akkoord", "agree");
const EXCLUDE: (&str, &str) = ("uitsluiten", "exclude");

impl Action {
    /// The action that a cell names, in either language or by its code.
    pub(super) fn from_cell(cell: &str) -> Option<Self> {
        let cell = cell.to_lowercase();
        let names = |(nl, en): (&str, &str)| cell == nl || cell == en;
        if names(AGREE) {
            return Some(Self::Agree);
        }
        if names(EXCLUDE) {
            return Some(Self::Exclude);
        }
        let found = STRUCTURE.iter().find(|(code, nl, en, _)| cell == *code || names((nl, en)));
        found.map(|(code, ..)| Self::Structure(code))
    }

    /// Its name in a drop-down.
    pub(super) fn name(self, language: SheetLanguage) -> &'static str {
        match self {
            Self::Agree => language.of(AGREE.0, AGREE.1),
            Self::Exclude => language.of(EXCLUDE.0, EXCLUDE.1),
            Self::Structure(code) => STRUCTURE
                .iter()
                .find(|(own, ..)| *own == code)
                .map_or(code, |(_, nl, en, _)| if language == SheetLanguage::Nl { nl } else { en }),
        }
    }
}

/// What the drop-down offers.
pub(super) fn offered(language: SheetLanguage) -> Vec<&'static str> {
    let structure = STRUCTURE.iter().filter(|(.., offered)| *offered);
    let structure = structure.map(|(code, ..)| Action::Structure(code));
    [Action::Agree, Action::Exclude]
        .into_iter()
        .chain(structure)
        .map(|action| action.name(language))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Action, STRUCTURE, offered};
    use crate::review::sheet::SheetLanguage;
    use crate::review::structure_kind;

    #[test]
    fn every_element_of_structure_is_known_by_its_code() {
        for (code, ..) in STRUCTURE {
            assert!(structure_kind(code).is_some(), "{code}");
        }
    }

    #[test]
    fn what_is_offered_is_understood() {
        for language in SheetLanguage::ALL {
            for name in offered(language) {
                assert_eq!(Action::from_cell(name).map(|action| action.name(language)), Some(name));
            }
        }
        assert_eq!(Action::from_cell("Akkoord"), Some(Action::Agree));
        assert_eq!(Action::from_cell("wissen"), None);
    }
}
