//! What bare tantivy costs: a yardstick for whole runs (`bench run`), and no part of the product's index. What it is made of is fixed, so
//! that figures of years apart compare: the `csv` crate, `SimpleTokenizer`, `RemoveLongFilter(40)`, `LowerCaser`, tantivy's own Dutch
//! `Stemmer`, id and text stored, positions, 400 MB, and the commit.

use std::num::NonZeroUsize;
use std::path::Path;

use csv::StringRecord;
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{IndexWriter, TantivyDocument};

use super::IndexError;

/// Memory for all threads together, in bytes.
const MEMORY_BUDGET: usize = 400_000_000;

/// Words of so many bytes or more are left out.
const LONG: usize = 40;

const TOKENIZER: &str = "baseline";

/// Indexes the columns `id` and `tekst` of a table into a folder that is there and empty, and gives the number of rows.
///
/// # Errors
/// When the table can't be read or lacks a column, or when the index can't be written.
pub fn index_table(table: &Path, folder: &Path, threads: NonZeroUsize) -> Result<u64, IndexError> {
    let failed = |detail: String| IndexError::Write { folder: folder.to_path_buf(), detail };
    let unread = |error: csv::Error| failed(format!("the table {}: {error}", table.display()));
    let rows = csv::Reader::from_path(table).map_err(unread)?;
    let writer = Writer::new(folder, threads).map_err(|error| failed(error.to_string()))?;
    writer.write(rows).map_err(failed)
}

struct Writer {
    writer: IndexWriter,
    id: Field,
    text: Field,
}

impl Writer {
    fn new(folder: &Path, threads: NonZeroUsize) -> tantivy::Result<Self> {
        let words = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let mut schema = Schema::builder();
        let id = schema.add_text_field("id", STRING | STORED);
        let text =
            schema.add_text_field("text", TextOptions::default().set_indexing_options(words).set_stored());
        let index = tantivy::Index::create_in_dir(folder, schema.build())?;
        let analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(LONG))
            .filter(LowerCaser)
            .filter(Stemmer::new(Language::Dutch))
            .build();
        index.tokenizers().register(TOKENIZER, analyzer);
        let writer = index.writer_with_num_threads(threads.get(), MEMORY_BUDGET)?;
        Ok(Self { writer, id, text })
    }

    fn write(mut self, mut rows: csv::Reader<std::fs::File>) -> Result<u64, String> {
        let header = rows.headers().map_err(|error| error.to_string())?;
        let column = |name: &str| {
            header
                .iter()
                .position(|own| own == name)
                .ok_or_else(|| format!("the table has no column `{name}`"))
        };
        let (id, text) = (column("id")?, column("tekst")?);
        let mut row = StringRecord::new();
        let mut count = 0;
        while rows.read_record(&mut row).map_err(|error| error.to_string())? {
            let mut document = TantivyDocument::new();
            document.add_text(self.id, row.get(id).unwrap_or_default());
            document.add_text(self.text, row.get(text).unwrap_or_default());
            self.writer.add_document(document).map_err(|error| error.to_string())?;
            count += 1;
        }
        self.writer.commit().map_err(|error| error.to_string())?;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::num::NonZeroUsize;

    use tantivy::collector::Count;
    use tantivy::query::TermQuery;
    use tantivy::schema::IndexRecordOption;
    use tantivy::{Index, Term};

    use super::index_table;

    #[test]
    fn every_row_is_indexed_by_its_stems() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let table = folder.path().join("tabel.csv");
        let index = folder.path().join("index");
        fs::create_dir(&index).expect("nothing is there yet");
        fs::write(&table, "regio,id,tekst\nx,r1,\"De wachtlijsten,\nmet z'n allen\"\nx,r2,Geen.\n")
            .expect("the folder is new");
        assert_eq!(index_table(&table, &index, NonZeroUsize::MIN).expect("all is well"), 2);
        let index = Index::open_in_dir(&index).expect("it was just written");
        let searcher = index.reader().expect("it can be read").searcher();
        assert_eq!(searcher.num_docs(), 2);
        let text = index.schema().get_field("text").expect("it is in the schema");
        let count = |word: &str| {
            let query = TermQuery::new(Term::from_field_text(text, word), IndexRecordOption::Basic);
            searcher.search(&query, &Count).expect("the query is simple")
        };
        assert_eq!((count("wachtlijst"), count("wachtlijsten"), count("De")), (1, 0, 0));
    }

    #[test]
    fn a_table_without_its_columns_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let table = folder.path().join("tabel.csv");
        fs::write(&table, "id,text\nr1,De\n").expect("the folder is new");
        let error = index_table(&table, folder.path(), NonZeroUsize::MIN).expect_err("there is no `tekst`");
        assert!(error.to_string().contains("tekst"), "{error}");
    }
}
