//! Random sequences of edits of sources, taxonomy, decisions and settings, of damage to the cache and of runs that are stopped: a run with a
//! cache always gives what one without gives.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bloemlezer::index::{Filters, Index, SearchRequest, SearchResults, Sort};
use bloemlezer::model::{DecisionField, Kind};
use bloemlezer::pipeline::{self, RunError, RunSettings, Stop, TaxonomySource, append_decisions};
use bloemlezer::report::Language;
use bloemlezer::review::sheet::Change;
use bloemlezer::segment::Responses;

use super::super::cli::tree;
use super::super::review::sequences::Random;
use super::{entries, place, settings};

/// As many in every run of the tests; more by `BLOEMLEZER_EDITS`.
const SEQUENCES: u64 = 3;

/// Edits in one sequence, with a run after each.
const STEPS: usize = 14;

/// Files to add, as they are.
const FIXTURES: [&str; 12] = [
    "pdf/list.pdf",
    "pdf/pull-quote.pdf",
    "pdf/scanned.pdf",
    "pdf/truncated.pdf",
    "documents/bekend.docx",
    "documents/bekend.odt",
    "documents/bijlage.eml",
    "documents/reactie.md",
    "documents/bekend.html",
    "tables/reacties.xlsx",
    "tables/windows-1252.csv",
    "ingest/pages/p1.txt",
];

const SENTENCES: [&str; 6] = [
    "Er is te weinig personeel bij het loket.",
    "Instanties werken langs elkaar heen.",
    "De potjes zijn verdeeld en niemand betaalt.",
    "Slachtoffers worden niet herkend door de school.",
    "Graag één telefoonnummer voor iedereen.",
    "De opvang is goed geregeld.",
];

struct World {
    folder: tempfile::TempDir,
    random: Random,
    settings: RunSettings,
    /// Numbers new files.
    files: usize,
}

impl World {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings =
            RunSettings { cache: Some(place(&folder.path().join("cache"))), ..settings(folder.path()) };
        let mut world = Self { folder, random: Random(seed), settings, files: 0 };
        fs::create_dir_all(world.path("corpus/map")).unwrap();
        fs::copy("taxonomy/knelpunten.toml", world.path("taxonomie.toml")).unwrap();
        let rows: String = (0..150).map(|row| world.row(row)).collect();
        fs::write(world.path("corpus/tabel.csv"), format!("id,tekst,openbaar\n{rows}")).unwrap();
        for _ in 0..4 {
            world.add();
        }
        world
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn row(&mut self, number: usize) -> String {
        let public = ["ja", "nee"][usize::from(self.random.below(9) == 0)];
        format!("r{number},{},{public}\n", self.sentences())
    }

    fn sentences(&mut self) -> String {
        let count = 1 + self.random.below(3);
        (0..count).map(|_| *self.random.pick(&SENTENCES)).collect::<Vec<_>>().join(" ")
    }

    fn sources(&self) -> Vec<PathBuf> {
        let files = walkdir::WalkDir::new(self.path("corpus")).sort_by_file_name().into_iter().flatten();
        files.filter(|file| file.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
    }

    fn add(&mut self) {
        self.files += 1;
        let below = *self.random.pick(&["corpus", "corpus/map"]);
        if self.random.below(3) == 0 {
            let text: String = (0..5).map(|_| self.sentences() + "\n\n").collect();
            fs::write(self.path(below).join(format!("brief-{}.txt", self.files)), text).unwrap();
            return;
        }
        let from = Path::new("tests/fixtures").join(self.random.pick(&FIXTURES));
        let extension = from.extension().unwrap().to_str().unwrap();
        fs::copy(&from, self.path(below).join(format!("bron-{}.{extension}", self.files))).unwrap();
    }

    /// Changes something, and tells what.
    fn edit(&mut self) -> &'static str {
        match self.random.below(13) {
            0 | 1 => {
                self.add();
                "a file more"
            }
            2 => {
                let sources = self.sources();
                if sources.len() > 3 {
                    fs::remove_file(self.random.pick(&sources)).unwrap();
                }
                "a file less"
            }
            3 => {
                let from = self.random.pick(&self.sources()).clone();
                self.files += 1;
                let name = format!("anders-{}-{}", self.files, from.file_name().unwrap().to_str().unwrap());
                fs::rename(&from, from.with_file_name(name)).unwrap();
                "a file by another name"
            }
            4 | 5 => {
                self.change_text();
                "a changed text"
            }
            6 => {
                self.change_taxonomy();
                "a changed taxonomy"
            }
            7 => {
                self.decide();
                "a decision"
            }
            8 => {
                self.change_consultation();
                "a changed consultation.toml"
            }
            9 => {
                self.change_settings();
                "changed settings"
            }
            10 => {
                self.damage();
                "a damaged cache"
            }
            11 => {
                self.stopped();
                "a run that was stopped"
            }
            _ => "nothing",
        }
    }

    fn change_text(&mut self) {
        let is_text = |path: &PathBuf| path.extension().is_some_and(|own| own == "txt" || own == "csv");
        let sources: Vec<PathBuf> = self.sources().into_iter().filter(is_text).collect();
        if sources.is_empty() {
            return;
        }
        let path = self.random.pick(&sources).clone();
        let bytes = fs::read(&path).unwrap();
        let mut lines: Vec<String> = String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect();
        let at = 1 + self.random.below(lines.len() - 1);
        if path.extension().is_some_and(|own| own == "csv") {
            self.files += 1;
            let row = self.row(1_000 + self.files);
            lines.insert(at, row.trim_end().to_owned());
        } else {
            lines.insert(at, self.sentences());
        }
        fs::write(path, lines.join("\n")).unwrap();
    }

    fn change_taxonomy(&mut self) {
        let path = self.path("taxonomie.toml");
        self.settings.taxonomy = match self.random.below(3) {
            0 => TaxonomySource::Embedded,
            1 => TaxonomySource::File(path),
            _ => {
                let text = fs::read_to_string(&path).unwrap();
                fs::write(&path, text.replacen("\"loket\",", "", 1) + "\n# aangepast\n").unwrap();
                TaxonomySource::File(path)
            }
        };
        self.settings.rules_alone = self.random.below(2) == 0;
    }

    fn decide(&mut self) {
        let log = self.path("besluiten.csv");
        let statements = pipeline::find(&self.settings, &mut |_| {}).unwrap().statements;
        let statement = self.random.pick(&statements);
        let (field, old, new) = match self.random.below(3) {
            0 => (DecisionField::Kind, statement.kind.code().to_owned(), "wens".to_owned()),
            1 => (DecisionField::Theme, String::new(), "capaciteit".to_owned()),
            _ => (DecisionField::Exclude, String::new(), "excluded".to_owned()),
        };
        let draft = Change { field, old, new }.about(statement, "zo bedoeld");
        append_decisions(&log, "", "An", "2026-03-01", &[draft]).unwrap();
        self.settings.decisions = Some(log);
    }

    fn change_consultation(&mut self) {
        let folder = *self.random.pick(&["corpus", "corpus/map"]);
        let texts =
            self.sources().into_iter().filter(|path| path.extension().is_some_and(|own| own == "txt"));
        let root = self.path("corpus");
        let texts: Vec<String> = texts
            .map(|path| {
                format!("\"{}\"", path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"))
            })
            .collect();
        let said = match self.random.below(4) {
            0 => "language = \"nl\"\n".to_owned(),
            1 => format!("consecutive = [{}]\n", texts.join(", ")),
            2 => "[chapters]\n\"1\" = \"wens\"\n".to_owned(),
            _ => "title = \"Een raadpleging\"\npublic_default = false\n".to_owned(),
        };
        fs::write(self.path(folder).join("consultation.toml"), said).unwrap();
    }

    fn change_settings(&mut self) {
        match self.random.below(4) {
            0 => {
                self.settings.responses = match self.settings.responses {
                    Responses::Whole => Responses::Split,
                    Responses::Split => Responses::Whole,
                }
            }
            1 => self.settings.groups = !self.settings.groups,
            2 => self.settings.public_only = !self.settings.public_only,
            _ => {
                self.settings.language = match self.settings.language {
                    Language::Nl => Language::En,
                    Language::En => Language::Nl,
                }
            }
        }
    }

    /// What crashes, full disks and people do to a cache.
    fn damage(&mut self) {
        let cache = self.path("cache");
        let entries = entries(&cache);
        if entries.is_empty() {
            return;
        }
        let (one, other) = (self.random.pick(&entries).clone(), self.random.pick(&entries).clone());
        let bytes = fs::read(&one).unwrap();
        match self.random.below(6) {
            0 => fs::remove_dir_all(&cache).unwrap(),
            1 => fs::write(&one, &bytes[..self.random.below(bytes.len())]).unwrap(),
            2 => fs::write(&one, vec![0; bytes.len()]).unwrap(),
            3 => {
                let mut bytes = bytes;
                let at = self.random.below(bytes.len());
                bytes[at] ^= 1 << self.random.below(8);
                fs::write(&one, bytes).unwrap();
            }
            4 => drop(fs::copy(&one, &other).unwrap()),
            _ => {
                let runs = cache.join("bloemlezer-1/runs");
                for list in fs::read_dir(runs).unwrap() {
                    fs::write(list.unwrap().path(), [0xff, b'\n', b'x']).unwrap();
                }
            }
        }
    }

    /// A run that is stopped once something was done.
    fn stopped(&mut self) {
        let stop = Stop::default();
        let settings = RunSettings { stop: stop.clone(), ..self.settings.clone() };
        let mut left = self.random.below(6);
        let ended = pipeline::run(&settings, &mut |_| {
            if left == 0 {
                stop.ask();
            }
            left = left.saturating_sub(1);
        });
        assert!(matches!(ended, Err(RunError::Stopped)), "{ended:?}");
    }
}

/// What a run gives: every file but the index, and what searches in it find.
fn outcome(settings: &RunSettings) -> (BTreeMap<String, Vec<u8>>, Vec<SearchResults>) {
    pipeline::run(settings, &mut |_| {}).unwrap();
    let mut files = tree(&settings.out);
    files.retain(|path, _| !path.starts_with("index/"));
    let index = Index::open(&settings.out.join("index")).unwrap();
    let search = |(query, sort): (&str, Sort)| {
        // What is asked for nothing is filtered by what all have.
        let kinds =
            if query.is_empty() { Kind::ALL.map(|kind| kind.code().to_owned()).to_vec() } else { Vec::new() };
        let filters = Filters { kind: kinds, ..Filters::default() };
        let request =
            SearchRequest { query: query.into(), filters, sort, limit: 1_000, ..SearchRequest::default() };
        index.search(&request).unwrap()
    };
    let asked =
        [("", Sort::Source), ("loket OR opvang", Sort::Score), ("\"te weinig personeel\"", Sort::Score)];
    (files, asked.into_iter().map(search).collect())
}

fn sequence(seed: u64) {
    let mut world = World::new(seed);
    let mut reused = 0;
    for step in 0..STEPS {
        let edit = world.edit();
        let about = format!("seed {seed}, step {step}: {edit}");
        let told = pipeline::run(&world.settings, &mut |_| {}).unwrap().cache;
        assert_eq!(told.failure, None, "{about}");
        reused += told.reused;
        let (files, found) = outcome(&world.settings);
        let clean = RunSettings { cache: None, out: world.path("schoon"), ..world.settings.clone() };
        let (clean_files, clean_found) = outcome(&clean);
        assert_eq!(files.keys().collect::<Vec<_>>(), clean_files.keys().collect::<Vec<_>>(), "{about}");
        let differs = files.iter().find(|(path, bytes)| clean_files[*path] != **bytes);
        assert_eq!(differs.map(|(path, _)| path), None, "{about}");
        assert!(found == clean_found, "{about}: searches find something else");
    }
    assert!(reused > 20, "seed {seed}: the cache was hardly of use: {reused}");
}

#[test]
fn a_run_with_a_cache_gives_what_a_clean_one_gives() {
    let sequences = std::env::var("BLOEMLEZER_EDITS").ok().and_then(|own| own.parse().ok());
    for seed in 1..=sequences.unwrap_or(SEQUENCES) {
        sequence(seed);
    }
}
