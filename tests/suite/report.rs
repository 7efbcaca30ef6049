//! Tests of the report: data files, and a site in which everything leads where it says.

#[path = "report/fixture.rs"]
pub(crate) mod fixture;

use bloemlezer::report::{Language, OutputFile, ReportOptions, render};

fn report(language: Language) -> Vec<OutputFile> {
    let options = ReportOptions { language, public_only: false };
    render(&fixture::findings(), &options).unwrap()
}

#[test]
fn writes_out() {
    let dir = std::path::Path::new("/tmp/site-nl");
    let _ = std::fs::remove_dir_all(dir);
    for (lang, dir) in [(Language::Nl, "/tmp/site-nl"), (Language::En, "/tmp/site-en")] {
        for file in report(lang) {
            let path = std::path::Path::new(dir).join(&file.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &file.bytes).unwrap();
        }
    }
}
