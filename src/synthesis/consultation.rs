//! A consultation of any size, row by row: statements as people send them in, for what is measured on tables too large to keep. No row
//! needs another one to be made, so that nothing is held in memory: what a row repeats is worked out again from its number.

mod foreign;
mod respondents;
mod writing;

use serde::Serialize;

use self::respondents::Respondent;
use self::writing::Writing;
use super::random::Random;
use super::repeated::{edits, phrases};
use super::texts::Text;

/// A row of the table; the fields are its columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConsultationRow {
    /// Its own, from `r1`.
    pub id: String,
    /// The statement.
    pub tekst: String,
    /// Who sent it; some send several.
    pub respondent: String,
    /// The day, `2026-01-31`.
    pub datum: String,
    /// Where the respondent lives.
    pub regio: &'static str,
    /// `ja` or `nee`.
    pub openbaar: &'static str,
    /// What kind of row it is; no column.
    #[serde(skip)]
    pub origin: Origin,
}

/// What a generated statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Words of its own.
    Own,
    /// Another row's, letter for letter.
    Copy,
    /// Another row's with words changed, or with a personal opening or ending.
    Altered,
    /// Not Dutch.
    Foreign,
}

/// Shares of the rows that are not [`Origin::Own`].
const ORIGINS: [(f64, Origin); 3] = [(0.02, Origin::Copy), (0.03, Origin::Altered), (0.03, Origin::Foreign)];

/// Share of the repetitions that repeat a campaign's statement rather than anybody's.
const CAMPAIGN: f64 = 0.4;

/// Statements that are sent again and again: the first rows of the table.
const CAMPAIGNS: u64 = 40;

/// What is drawn per row, each from numbers of its own.
#[derive(Debug, Clone, Copy)]
enum Draw {
    Origin = 1,
    Text,
    Repeated,
}

/// Makes the rows.
#[derive(Debug)]
pub struct Consultation<'t> {
    writing: Writing<'t>,
    replacements: edits::Vocabulary<'t>,
    seed: u64,
}

impl<'t> Consultation<'t> {
    /// Takes words and phrases from `texts`: those with themes lend theirs. The same texts and seed make the same rows.
    #[must_use]
    pub fn new(texts: &'t [Text], seed: u64) -> Self {
        let own: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
        Self { writing: Writing::new(texts, seed), replacements: edits::Vocabulary::of(&own), seed }
    }

    /// The first `count` rows; those of a smaller table are the first ones of a larger.
    pub fn rows(&self, count: u64) -> impl Iterator<Item = ConsultationRow> {
        (0..count).map(|number| self.row(number))
    }

    /// The row with that number, from 0.
    #[must_use]
    pub fn row(&self, number: u64) -> ConsultationRow {
        let Respondent { name, day, region, public } = respondents::respondent(self.seed, number);
        let origin = self.origin(number);
        ConsultationRow {
            id: format!("r{}", number + 1),
            tekst: self.text(number, origin),
            respondent: name,
            datum: day,
            regio: region,
            openbaar: if public { "ja" } else { "nee" },
            origin,
        }
    }

    fn random(&self, draw: Draw, number: u64) -> Random {
        Random::numbered(self.seed.wrapping_mul(31).wrapping_add(draw as u64), number)
    }

    /// The first rows are what campaigns repeat.
    fn origin(&self, number: u64) -> Origin {
        if number < CAMPAIGNS {
            return Origin::Own;
        }
        self.random(Draw::Origin, number).choose(Origin::Own, &ORIGINS)
    }

    fn text(&self, number: u64, origin: Origin) -> String {
        let mut random = self.random(Draw::Repeated, number);
        match origin {
            Origin::Own => self.own(number),
            Origin::Copy => self.own(self.repeated(number, &mut random)),
            Origin::Altered => {
                let text = self.own(self.repeated(number, &mut random));
                self.altered(&text, &mut random)
            }
            Origin::Foreign => foreign::statement(&mut random),
        }
    }

    fn own(&self, number: u64) -> String {
        self.writing.statement(&mut self.random(Draw::Text, number))
    }

    /// The row that another one repeats: of a campaign, the first ones far more often, or the nearest with words of its own below any.
    fn repeated(&self, number: u64, random: &mut Random) -> u64 {
        if random.chance(CAMPAIGN) {
            return (random.real(0.0, 1.0).powi(2) * number.min(CAMPAIGNS) as f64) as u64;
        }
        let any = (random.real(0.0, 1.0) * number as f64) as u64;
        (0..=any).rev().find(|row| self.origin(*row) == Origin::Own).unwrap_or(0)
    }

    fn altered(&self, text: &str, random: &mut Random) -> String {
        match random.whole(0, 4) {
            0 => format!("{} {text}", phrases::opening(random)),
            1 => format!("{text} {}", phrases::ending(random)),
            2 => format!("{} {text} {}", phrases::opening(random), phrases::ending(random)),
            _ => self.replacements.edited(text, random),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Consultation, ConsultationRow, Origin};
    use crate::synthesis::Text;

    fn texts() -> Vec<Text> {
        let text = |number: usize| Text {
            text: format!(
                "De gemeente heeft voor onderwerp{number} al jaren geen beleid meer, dat merken wij"
            ),
            kind: "knelpunt".into(),
            themes: vec!["versnippering".into()],
        };
        (0..50).map(text).collect()
    }

    #[test]
    fn rows_repeat_by_seed_and_stand_alone() {
        let texts = texts();
        let made = Consultation::new(&texts, 5);
        let rows: Vec<ConsultationRow> = made.rows(500).collect();
        assert_eq!(rows, Consultation::new(&texts, 5).rows(500).collect::<Vec<_>>());
        assert_ne!(rows, Consultation::new(&texts, 6).rows(500).collect::<Vec<_>>());
        assert_eq!(rows[321], made.row(321));
    }

    #[test]
    fn a_copy_is_another_row_s_text() {
        let texts = texts();
        let rows: Vec<ConsultationRow> = Consultation::new(&texts, 5).rows(2_000).collect();
        let copies = rows.iter().filter(|row| row.origin == Origin::Copy);
        assert!(copies.clone().count() > 10);
        for copy in copies {
            let same = rows.iter().filter(|row| row.tekst == copy.tekst && row.origin == Origin::Own);
            assert!(same.count() >= 1, "{copy:?}");
        }
    }
}
