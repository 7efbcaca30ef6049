//! How well themes and kinds agree with gold.

use serde::Serialize;

use super::super::bootstrap::{Interval, intervals};
use super::gold::GoldStatement;
use super::matching::Matching;
use super::reliability::{Judgement, Reliability};
use super::{Counts, Mean, Score, Share, mean};
use crate::model::{Kind, KindCoding, Span, Statement, ThemeCoding, UNCODED};

/// The codes that some coder put on a statement; nothing at all for one that was missed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coded {
    /// Its kind.
    pub kind: Option<Kind>,
    /// How sure of the kind, 0 to 1.
    pub kind_score: f64,
    /// The words that decided the kind.
    pub kind_words: Vec<String>,
    /// Its themes, best first.
    pub themes: Vec<CodedTheme>,
}

/// A theme that some coder put on a statement.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct CodedTheme {
    /// Its code.
    pub code: String,
    /// How sure, 0 to 1.
    pub score: f64,
    /// The words that justify it, each as it stands in the text.
    pub words: Vec<String>,
}

impl Coded {
    /// The codes of a found statement.
    #[must_use]
    pub fn of(statement: &Statement) -> Self {
        let kind = KindCoding {
            kind: statement.kind,
            score: statement.kind_score,
            source: statement.kind_source,
            evidence: statement.kind_evidence.clone(),
        };
        Self::from_codings(&statement.text, &kind, &statement.themes)
    }

    /// The codes that were put on `text`.
    #[must_use]
    pub fn from_codings(text: &str, kind: &KindCoding, themes: &[ThemeCoding]) -> Self {
        let theme = |theme: &ThemeCoding| CodedTheme {
            code: theme.code.clone(),
            score: theme.score,
            words: theme.evidence.iter().map(|piece| cut(text, piece.start, piece.end)).collect(),
        };
        Self {
            kind: Some(kind.kind),
            kind_score: kind.score,
            kind_words: kind.evidence.iter().map(|span| cut(text, span.start, span.end)).collect(),
            themes: themes.iter().map(theme).collect(),
        }
    }

    /// The first theme, or `overig`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.themes.first().map_or(UNCODED, |theme| &theme.code)
    }

    fn has(&self, code: &str) -> bool {
        self.themes.iter().any(|theme| theme.code == code)
    }
}

fn cut(text: &str, start: u32, end: u32) -> String {
    Span::new(start, end).cut(text).to_owned()
}

/// Measures of coding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodingScores {
    /// Gold statements.
    pub statements: u64,
    /// Per theme, in codebook order.
    pub themes: Vec<ThemeScore>,
    /// Over all pairs of statement and theme.
    pub micro: Score,
    /// Mean F1 of the themes.
    pub macro_f1: Mean,
    /// Statements with the right first theme.
    pub primary: Share,
    /// Statements with the right kind.
    pub kind: Share,
    /// Per kind.
    pub kinds: Vec<KindScore>,
    /// Gold kind against found kind, zeroes left out.
    pub confusion: Vec<Confusion>,
    /// First theme in gold against first theme found, zeroes left out.
    pub theme_confusion: Vec<ThemeConfusion>,
    /// Whether the scores of the themes found mean what they say.
    pub theme_reliability: Reliability,
    /// The same of the kinds.
    pub kind_reliability: Reliability,
}

/// The score of one theme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemeScore {
    /// Its code.
    pub code: String,
    /// Over all gold statements.
    pub score: Score,
}

/// The score of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KindScore {
    /// The kind.
    pub kind: Kind,
    /// Over all gold statements.
    pub score: Score,
}

/// How often a gold kind was found as what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// The kind in gold.
    pub gold: Kind,
    /// The kind found; none for a missed statement.
    pub found: Option<Kind>,
    /// Statements.
    pub statements: u64,
}

/// How often a first theme of gold was found as what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThemeConfusion {
    /// The first theme in gold, or `overig`.
    pub gold: String,
    /// The first theme found, or `overig`.
    pub found: String,
    /// Statements.
    pub statements: u64,
}

/// What the run made of every gold statement: the codes of its pair, or nothing where it was missed.
#[must_use]
pub fn end_to_end(gold: &[GoldStatement], statements: &[Statement], matching: &Matching) -> Vec<Coded> {
    let found = (0..gold.len()).map(|place| statements.get(matching.found_of(place)?));
    found.map(|statement| statement.map(Coded::of).unwrap_or_default()).collect()
}

/// Scores `coded`, one per gold statement in the same order, over `themes`, the codebook's codes without `overig`.
///
/// A theme outside `themes` counts as wrong in the micro score. The intervals resample gold statements.
#[must_use]
pub fn score_coding(gold: &[GoldStatement], coded: &[Coded], themes: &[String]) -> CodingScores {
    let rows: Vec<Row> = gold.iter().zip(coded).map(|(gold, coded)| Row::of(gold, coded, themes)).collect();
    let tally = Tally::of(&rows, themes.len(), &vec![1; rows.len()]);
    let spread = intervals(rows.len(), |drawn| Tally::of(&rows, themes.len(), drawn).values());
    let mut spread = spread.into_iter();
    let mut next = || spread.next().unwrap_or_default();
    let (micro, macro_f1, primary, kind) = (next(), next(), next(), next());
    let theme_confusion = theme_confusion(gold, coded, themes);
    let theme_scores = themes
        .iter()
        .zip(&tally.themes)
        .map(|(code, counts)| ThemeScore { code: code.clone(), score: Score::of(*counts, next()) });
    let themes = theme_scores.collect();
    let kind_scores = Kind::ALL
        .into_iter()
        .zip(tally.kinds)
        .map(|(kind, counts)| KindScore { kind, score: Score::of(counts, next()) });
    let kinds = kind_scores.collect();
    CodingScores {
        statements: tally.statements,
        themes,
        micro: Score::of(tally.micro, micro),
        macro_f1: Mean { value: tally.macro_f1(), interval: macro_f1 },
        primary: tally.share(tally.primary, primary),
        kind: tally.share(tally.kind, kind),
        kinds,
        confusion: confusion(gold, coded),
        theme_confusion,
        theme_reliability: Reliability::of(&theme_judgements(gold, coded)),
        kind_reliability: Reliability::of(&kind_judgements(gold, coded)),
    }
}

/// One gold statement, reduced to what is counted.
#[derive(Debug)]
struct Row {
    themes: Vec<(bool, bool)>,
    outside: u64,
    kinds: [(bool, bool); Kind::ALL.len()],
    primary: bool,
    kind: bool,
}

impl Row {
    fn of(gold: &GoldStatement, coded: &Coded, themes: &[String]) -> Self {
        let codes = coded.themes.iter().map(|theme| &theme.code);
        let outside = codes.filter(|code| !themes.contains(code) && *code != UNCODED);
        Self {
            themes: themes.iter().map(|code| (gold.themes.contains(code), coded.has(code))).collect(),
            outside: outside.count() as u64,
            kinds: Kind::ALL.map(|kind| (gold.kind == kind, coded.kind == Some(kind))),
            primary: gold.primary == coded.primary(),
            kind: Some(gold.kind) == coded.kind,
        }
    }
}

/// Counts over (resampled) gold statements.
#[derive(Debug, Default)]
struct Tally {
    statements: u64,
    themes: Vec<Counts>,
    micro: Counts,
    kinds: [Counts; Kind::ALL.len()],
    primary: u64,
    kind: u64,
}

impl Tally {
    fn of(rows: &[Row], themes: usize, drawn: &[u64]) -> Self {
        let mut tally = Self { themes: vec![Counts::default(); themes], ..Self::default() };
        for (row, times) in rows.iter().zip(drawn).filter(|(_, times)| **times > 0) {
            tally.add(row, *times);
        }
        tally
    }

    fn add(&mut self, row: &Row, times: u64) {
        self.statements += times;
        for (counts, (gold, found)) in self.themes.iter_mut().zip(&row.themes) {
            counts.add(*gold, *found, times);
            self.micro.add(*gold, *found, times);
        }
        self.micro.wrong += row.outside * times;
        for (counts, (gold, found)) in self.kinds.iter_mut().zip(&row.kinds) {
            counts.add(*gold, *found, times);
        }
        self.primary += times * u64::from(row.primary);
        self.kind += times * u64::from(row.kind);
    }

    fn macro_f1(&self) -> f64 {
        let f1: Vec<f64> = self.themes.iter().map(|counts| counts.f1()).collect();
        mean(&f1)
    }

    fn share(&self, right: u64, interval: Interval) -> Share {
        Share::of(right, self.statements, interval)
    }

    /// Micro F1, macro F1, primary, kind, then F1 per theme and per kind.
    fn values(&self) -> Vec<f64> {
        let whole = Interval::default();
        let mut values = vec![
            self.micro.f1(),
            self.macro_f1(),
            self.share(self.primary, whole).value,
            self.share(self.kind, whole).value,
        ];
        values.extend(self.themes.iter().chain(&self.kinds).map(|counts| counts.f1()));
        values
    }
}

fn confusion(gold: &[GoldStatement], coded: &[Coded]) -> Vec<Confusion> {
    let mut table = Vec::new();
    let found_kinds = Kind::ALL.into_iter().map(Some).chain([None]);
    for gold_kind in Kind::ALL {
        for found_kind in found_kinds.clone() {
            let pairs = gold.iter().zip(coded);
            let statements = pairs.filter(|(gold, coded)| gold.kind == gold_kind && coded.kind == found_kind);
            let statements = statements.count() as u64;
            if statements > 0 {
                table.push(Confusion { gold: gold_kind, found: found_kind, statements });
            }
        }
    }
    table
}

/// In the order of the codebook, `overig` last.
fn theme_confusion(gold: &[GoldStatement], coded: &[Coded], themes: &[String]) -> Vec<ThemeConfusion> {
    let codes = || themes.iter().map(String::as_str).chain([UNCODED]);
    let mut table = Vec::new();
    for gold_code in codes() {
        for found_code in codes() {
            let pairs = gold.iter().zip(coded);
            let both =
                pairs.filter(|(gold, coded)| gold.primary == gold_code && coded.primary() == found_code);
            let statements = both.count() as u64;
            if statements > 0 {
                let (gold, found) = (gold_code.to_owned(), found_code.to_owned());
                table.push(ThemeConfusion { gold, found, statements });
            }
        }
    }
    table
}

fn theme_judgements(gold: &[GoldStatement], coded: &[Coded]) -> Vec<Judgement> {
    let pairs = gold.iter().zip(coded);
    let judged = |(gold, coded): (&GoldStatement, &Coded)| {
        let themes = coded.themes.iter();
        let judged =
            themes.map(|theme| Judgement { score: theme.score, right: gold.themes.contains(&theme.code) });
        judged.collect::<Vec<_>>()
    };
    pairs.flat_map(judged).collect()
}

fn kind_judgements(gold: &[GoldStatement], coded: &[Coded]) -> Vec<Judgement> {
    let pairs = gold.iter().zip(coded).filter(|(_, coded)| coded.kind.is_some());
    pairs
        .map(|(gold, coded)| Judgement { score: coded.kind_score, right: coded.kind == Some(gold.kind) })
        .collect()
}
