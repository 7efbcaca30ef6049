//! Random sequences of decisions, edits of the sources, changes of the taxonomy and runs: every decision ends applied or listed, and no
//! statement moves that no decision names.

#![expect(clippy::unwrap_used, reason = "a test that can not go on should panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use bloemlezer::model::{
    DecisionField, DecisionRecord, Findings, KindSource, MatchedBy, Outcome, Statement, StructureKind,
    WholeCoding, problem_codes,
};
use bloemlezer::pipeline::{self, RunSettings, Stop, TaxonomySource, append_decisions};
use bloemlezer::report::Language;
use bloemlezer::review::sheet::Change;
use bloemlezer::review::{SIMILAR, parse, theme_parts};
use bloemlezer::segment::Responses;
use bloemlezer::text::{fold_letters, fold_words, ratio};

/// As many in every run of the tests; more by `BLOEMLEZER_SEQUENCES`.
const SEQUENCES: u64 = 500;

/// What happens in one sequence.
const STEPS: usize = 12;

/// A small generator of our own, so that a seed gives the same sequence everywhere (Steele, Lea and Flood 2014).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    pub(crate) fn pick<'p, T>(&mut self, from: &'p [T]) -> &'p T {
        &from[self.below(from.len())]
    }
}

const WHO: [&str; 6] =
    ["De gemeente", "Elke school", "Het wijkteam", "De politie", "Een huisarts", "De opvang"];
const WHAT: [&str; 6] =
    ["heeft geen geld", "kost veel tijd", "moet snel handelen", "wacht op steun", "ziet druk", "zoekt hulp"];
const WHY: [&str; 5] = [
    "voor jongeren met zorgen",
    "bij het loket",
    "in de wijk van nu",
    "na een lange procedure",
    "zonder overleg vooraf",
];

/// The sources of a sequence: statements of a text, and rows of a table.
struct World {
    folder: tempfile::TempDir,
    random: Random,
    text: Vec<String>,
    rows: Vec<(u32, String)>,
    name: &'static str,
    taxonomy: usize,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut world = Self {
            folder: tempfile::tempdir().unwrap(),
            random: Random(seed),
            text: Vec::new(),
            rows: Vec::new(),
            name: "wijk.txt",
            taxonomy: 0,
        };
        for number in 0..6 {
            let (one, other) = (world.sentences(), world.sentences());
            world.text.push(one);
            world.rows.push((number, other));
        }
        world
    }

    fn sentences(&mut self) -> String {
        let count = 1 + self.random.below(2);
        let sentence = |random: &mut Random| {
            format!("{} {} {}.", random.pick(&WHO), random.pick(&WHAT), random.pick(&WHY))
        };
        (0..count).map(|_| sentence(&mut self.random)).collect::<Vec<_>>().join(" ")
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn log(&self) -> PathBuf {
        self.path("decisions.csv")
    }

    fn write(&self) {
        let corpus = self.path("corpus");
        let _ = fs::remove_dir_all(&corpus);
        fs::create_dir_all(&corpus).unwrap();
        fs::write(corpus.join(self.name), self.text.join("\n\n") + "\n").unwrap();
        let mut table = "id,tekst\n".to_owned();
        for (id, text) in &self.rows {
            writeln!(table, "{id},\"{text}\"").unwrap();
        }
        fs::write(corpus.join("tabel.csv"), table).unwrap();
        fs::write(self.path("taxonomie.toml"), taxonomy(self.taxonomy)).unwrap();
    }

    fn find(&self, decided: bool) -> Findings {
        self.write();
        let log = self.log();
        let settings = RunSettings {
            corpus: vec![self.path("corpus")],
            responses: Responses::Whole,
            taxonomy: TaxonomySource::File(self.path("taxonomie.toml")),
            rules_alone: false,
            groups: false,
            decisions: Some(log).filter(|log| decided && log.exists()),
            out: self.path("uit"),
            language: Language::Nl,
            public_only: false,
            threads: NonZeroUsize::MIN,
            memory: 600_000_000,
            cache: None,
            stop: Stop::default(),
        };
        pipeline::find(&settings, &mut |_| ()).unwrap()
    }

    fn step(&mut self) {
        match self.random.below(10) {
            0 => {
                let at = self.random.below(self.text.len());
                if self.text.len() > 2 {
                    self.text.remove(at);
                }
            }
            1 => {
                let (at, text) = (self.random.below(self.text.len()), self.sentences());
                self.text.insert(at, text);
            }
            2 => {
                let at = self.random.below(self.text.len());
                self.text[at] = edited(&self.text[at], &mut self.random);
            }
            3 => {
                let at = self.random.below(self.rows.len());
                self.rows[at].1 = match self.random.below(2) {
                    0 => edited(&self.rows[at].1, &mut self.random),
                    _ => self.sentences(),
                };
            }
            4 => self.name = if self.name == "wijk.txt" { "buurt.txt" } else { "wijk.txt" },
            5 => self.taxonomy = self.random.below(3),
            6 => self.damage(),
            _ => self.decide(),
        }
    }

    /// What editors, merges and crashes do to a log.
    fn damage(&self) {
        let Ok(log) = fs::read_to_string(self.log()) else { return };
        let mut random = Random(log.len() as u64);
        let mut lines: Vec<String> = log.lines().map(str::to_owned).collect();
        let at = 1 + random.below(lines.len() - 1);
        match random.below(4) {
            0 => lines.push(lines.get(at).cloned().unwrap_or_default()),
            1 => {
                let half: String = lines[at].chars().take(lines[at].chars().count() / 2).collect();
                lines.push(half);
            }
            2 => lines.push("Dit heeft iemand met de hand geschreven".into()),
            _ => lines.insert(at, String::new()),
        }
        fs::write(self.log(), lines.join("\n")).unwrap();
    }

    fn decide(&mut self) {
        let findings = self.find(true);
        let at = self.random.below(findings.statements.len());
        let statement = &findings.statements[at];
        let last = fs::read(self.log()).map(|bytes| parse(&bytes).decisions.len()).unwrap_or_default();
        let whole =
            self.random.pick(&["wens; tijd", "knelpunt", "context; geld; tijd", "geen kind"]).to_string();
        let theme = self.random.pick(&["geld", "tijd", "druk/werk"]).to_string();
        let next = findings.statements.get(at + 1).unwrap_or(statement);
        let (field, old, new) = match self.random.below(10) {
            0 => (DecisionField::Kind, statement.kind.code().to_owned(), "wens".to_owned()),
            1 => (DecisionField::Theme, String::new(), theme),
            2 => (DecisionField::Theme, theme, String::new()),
            3 => (DecisionField::Confirm, String::new(), whole),
            4 => (DecisionField::Adjudicate, String::new(), whole),
            5 => (DecisionField::Split, String::new(), statement.text.replacen(". ", ".‖ ", 1)),
            6 => (DecisionField::Merge, String::new(), format!("{} {}", next.id, next.text)),
            7 => (DecisionField::Type, "statement".to_owned(), "heading".to_owned()),
            8 => (DecisionField::Exclude, String::new(), "excluded".to_owned()),
            _ => (DecisionField::Undo, String::new(), (1 + self.random.below(last + 1)).to_string()),
        };
        let draft = Change { field, old, new }.about(statement, "zo bedoeld");
        let coder = *self.random.pick(&["An", "Bo"]);
        append_decisions(&self.log(), "", coder, "2026-03-01", &[draft]).unwrap();
    }
}

/// One letter or word changed, so that it is the same statement still.
fn edited(text: &str, random: &mut Random) -> String {
    match random.below(3) {
        0 => text.replacen("De ", "Onze ", 1),
        1 => text.replacen('.', "!", 1),
        _ => text.replacen("veel", "vele", 1).replacen("lange", "trage", 1),
    }
}

/// Taxonomies of which one lacks a pattern and one a theme.
fn taxonomy(which: usize) -> String {
    let theme = |code: &str, patterns: &str| {
        format!(
            "[[themes]]\ncode = \"{code}\"\nlabel = {{ nl = \"Een\", en = \"One\" }}\n\
             definition = {{ nl = \"Iets.\", en = \"Some.\" }}\ncolour = \"#333333\"\npatterns = [{patterns}]\n"
        )
    };
    let geld = if which == 1 { "\"steun\"" } else { "\"geld\", \"steun\"" };
    let themes =
        [theme("geld", geld), if which == 2 { String::new() } else { theme("tijd", "\"tijd\", \"druk\"") }]
            .concat();
    format!("name = \"klein\"\nversion = \"{which}\"\n{themes}[kinds.wens]\npatterns = [\"moet\"]\n")
}

/// All that must hold of a run with decisions, given the same run without.
fn check(world: &World, findings: &Findings, plain: &Findings, told: &dyn Fn() -> String) {
    let log = fs::read(world.log()).unwrap();
    every_line_is_accounted_for(&log, findings, told);
    let now: BTreeMap<&str, &Statement> =
        findings.statements.iter().map(|statement| (statement.id.as_str(), statement)).collect();
    assert_eq!(now.len(), findings.statements.len(), "ids are unique\n{}", told());
    for record in &findings.decisions {
        match record.outcome {
            Outcome::Applied => is_visible(record, &now, findings, told),
            Outcome::Conflict => {
                let statement = now[record.now.as_deref().unwrap()];
                assert!(!statement.conflicts.is_empty(), "{record:?}\n{}", told());
            }
            Outcome::Orphan | Outcome::Refused => is_listed(record, findings, told),
            Outcome::Replaced | Outcome::Undone | Outcome::Overruled => {
                assert!(record.by.is_some(), "{record:?}\n{}", told());
            }
        }
        is_not_elsewhere(record, &now, told);
    }
    others_are_unmoved(findings, plain, told);
}

fn every_line_is_accounted_for(log: &[u8], findings: &Findings, told: &dyn Fn() -> String) {
    let text = String::from_utf8(log.to_vec()).unwrap();
    let records: BTreeSet<u32> = findings.decisions.iter().map(|record| record.line).collect();
    let problems = findings.problems.iter().filter(|problem| problem.file == "decisions.csv");
    let listed: BTreeSet<u32> = problems.filter_map(|problem| problem.line).collect();
    let mut seen = BTreeSet::new();
    for (line, number) in text.lines().zip(1..).skip(1) {
        // The same row twice counts once.
        let first = seen.insert(line);
        let is_there = records.contains(&number) || listed.contains(&number);
        assert!(line.is_empty() || !first || is_there, "line {number}: {line}\n{}", told());
    }
}

fn is_listed(record: &DecisionRecord, findings: &Findings, told: &dyn Fn() -> String) {
    let codes = [problem_codes::DECISION_ORPHAN, problem_codes::DECISION_REFUSED];
    let listed = findings.problems.iter().any(|problem| {
        codes.contains(&problem.code.as_str())
            && problem.line == Some(record.line)
            && problem.message.contains(&format!("decision {}", record.sequence))
    });
    assert!(listed, "{record:?}\n{}", told());
}

/// What an applied decision says is so.
fn is_visible(
    record: &DecisionRecord,
    now: &BTreeMap<&str, &Statement>,
    findings: &Findings,
    told: &dyn Fn() -> String,
) {
    let statement = || {
        let id = record.now.as_deref().unwrap_or_else(|| panic!("{record:?}\n{}", told()));
        now.get(id).copied()
    };
    let structure = |kind: StructureKind| {
        findings.structure.iter().any(|own| own.kind == kind && fold_words(&own.text) == record.text)
    };
    let holds = match record.field {
        DecisionField::Kind => {
            let statement = statement().unwrap();
            // An adjudication that says the same, or one after it, stands above it.
            statement.kind.code() == record.new && statement.kind_source == KindSource::Human
        }
        DecisionField::Theme => {
            let statement = statement().unwrap();
            let has = |theme: &str| {
                let code = theme_parts(theme).0;
                statement.themes.iter().any(|own| own.code == code)
            };
            if record.new.is_empty() { !has(&record.old) } else { has(&record.new) }
        }
        DecisionField::Confirm | DecisionField::Adjudicate => {
            let statement = statement().unwrap();
            let later = findings.decisions.iter().any(|other| {
                other.sequence > record.sequence
                    && other.coder == record.coder
                    && other.now == record.now
                    && matches!(other.field, DecisionField::Kind | DecisionField::Theme)
            });
            later && record.field == DecisionField::Confirm
                || WholeCoding::of(statement).kind == WholeCoding::parse(&record.new).unwrap().kind
                    && codes(&WholeCoding::of(statement).themes)
                        == codes(&WholeCoding::parse(&record.new).unwrap().themes)
        }
        DecisionField::Exclude => structure(StructureKind::Excluded) || record.similarity.is_some(),
        DecisionField::Type => structure(StructureKind::Heading) || record.similarity.is_some(),
        // Later decisions may have taken the parts or the whole further.
        DecisionField::Split | DecisionField::Merge => {
            let again = |other: &DecisionRecord| {
                other.sequence > record.sequence
                    && other.field.is_boundary()
                    && other.outcome == Outcome::Applied
            };
            statement().is_some() || findings.decisions.iter().any(again)
        }
        DecisionField::Undo => {
            let undone = findings.decisions.iter().find(|other| other.sequence.to_string() == record.new);
            undone.is_some_and(|undone| undone.outcome == Outcome::Undone)
        }
    };
    assert!(holds, "{record:#?}\n{}", told());
}

fn codes(themes: &[String]) -> Vec<&str> {
    themes.iter().map(|theme| theme_parts(theme).0).collect()
}

/// A decision never stands for a statement of other words.
fn is_not_elsewhere(record: &DecisionRecord, now: &BTreeMap<&str, &Statement>, told: &dyn Fn() -> String) {
    let Some(statement) = record.now.as_deref().and_then(|id| now.get(id)) else { return };
    if record.field.is_boundary() || record.statement.is_empty() {
        return;
    }
    let text = fold_words(&statement.text);
    match record.matched {
        Some(MatchedBy::Text) => assert_eq!(text, record.text, "{}", told()),
        Some(MatchedBy::Similar) => {
            assert!(
                ratio(&text, &record.text) >= SIMILAR && statement.document == record.document,
                "{}",
                told()
            );
        }
        _ => assert!(
            statement.id == record.statement && ratio(&text, &record.text) >= SIMILAR,
            "{record:?} {statement:?}\n{}",
            told()
        ),
    }
}

/// Statements that no decision names are as they would be without any.
fn others_are_unmoved(findings: &Findings, plain: &Findings, told: &dyn Fn() -> String) {
    let named: BTreeSet<&str> =
        findings.decisions.iter().filter_map(|record| record.now.as_deref()).collect();
    let before: BTreeMap<&str, &Statement> =
        plain.statements.iter().map(|statement| (statement.id.as_str(), statement)).collect();
    for statement in findings.statements.iter().filter(|statement| !named.contains(statement.id.as_str())) {
        if let Some(before) = before.get(statement.id.as_str()) {
            assert_eq!(statement, *before, "{}", told());
        }
    }
    let letters = |findings: &Findings| {
        let statements = findings.statements.iter().map(|statement| fold_letters(&statement.text));
        let structure = findings.structure.iter().map(|own| fold_letters(&own.text));
        let mut letters: Vec<char> = statements.chain(structure).collect::<String>().chars().collect();
        letters.sort_unstable();
        letters
    };
    assert_eq!(letters(findings), letters(plain), "no letter is lost or doubled\n{}", told());
}

fn sequence(seed: u64) {
    let mut world = World::new(seed);
    world.decide();
    for step in 0..STEPS {
        world.step();
        let (findings, plain) = (world.find(true), world.find(false));
        let told = || format!("seed {seed}, step {step}\n{}", fs::read_to_string(world.log()).unwrap());
        check(&world, &findings, &plain, &told);
    }
    let findings = world.find(true);
    assert_eq!(findings.statements, world.find(true).statements, "a run says the same again");
    assert!(Path::new(&world.log()).exists());
}

#[test]
fn every_decision_ends_applied_or_listed() {
    let count = std::env::var("BLOEMLEZER_SEQUENCES").ok().and_then(|count| count.parse().ok());
    let count: u64 = count.unwrap_or(SEQUENCES);
    std::thread::scope(|scope| {
        for half in 0..2 {
            scope.spawn(move || (0..count).filter(|seed| seed % 2 == half).for_each(sequence));
        }
    });
}
