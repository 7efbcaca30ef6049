//! Which documents are segmented together: each alone, unless a consultation lists them as consecutive.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Document;

/// Groups in source order; a group of consecutive files stands where the first of them stands. Every document is in one group.
pub(super) fn groups(documents: &[Document]) -> Vec<Vec<&Document>> {
    let numbers: BTreeMap<Place<'_>, usize> =
        documents.iter().enumerate().map(|(number, document)| (place(document), number)).collect();
    let mut done = BTreeSet::new();
    let mut groups = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        if !done.contains(&number) {
            let group = group_of(number, document, &numbers, &done);
            done.extend(&group);
            groups.push(group.into_iter().map(|number| &documents[number]).collect());
        }
    }
    groups
}

/// Numbers of the documents that go with this one, itself included.
fn group_of(
    number: usize,
    document: &Document,
    numbers: &BTreeMap<Place<'_>, usize>,
    done: &BTreeSet<usize>,
) -> Vec<usize> {
    let consultation = &document.consultation;
    let listed = consultation.consecutive.iter();
    let found = listed.filter_map(|path| numbers.get(&(consultation.path.as_str(), path.as_str())).copied());
    let mut seen = BTreeSet::new();
    let group: Vec<usize> = found.filter(|number| !done.contains(number) && seen.insert(*number)).collect();
    if group.contains(&number) { group } else { vec![number] }
}

/// A path names a document within its consultation. It need not do so alone: two corpus roots may hold files of one name.
type Place<'d> = (&'d str, &'d str);

fn place(document: &Document) -> Place<'_> {
    (&document.consultation.path, &document.path)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::groups;
    use crate::model::{Consultation, Content, Document};

    fn documents(paths: &[&str], consecutive: &[&str]) -> Vec<Document> {
        let consultation = Arc::new(Consultation {
            consecutive: consecutive.iter().map(|path| (*path).to_owned()).collect(),
            ..Consultation::default()
        });
        let document = |path: &&str| Document {
            path: (*path).to_owned(),
            sha256: String::new(),
            encoding: "UTF-8".into(),
            consultation: Arc::clone(&consultation),
            respondent: None,
            date: None,
            content: Content::Pages(Vec::new()),
            headers: Vec::new(),
        };
        paths.iter().map(document).collect()
    }

    fn paths(documents: &[Document]) -> Vec<Vec<&str>> {
        let groups = groups(documents);
        groups.iter().map(|group| group.iter().map(|document| document.path.as_str()).collect()).collect()
    }

    #[test]
    fn a_document_stands_alone_unless_listed() {
        assert_eq!(paths(&documents(&["a", "b"], &[])), [["a"], ["b"]]);
    }

    #[test]
    fn documents_of_one_name_are_both_there() {
        assert_eq!(paths(&documents(&["a", "a"], &[])), [["a"], ["a"]]);
        assert_eq!(paths(&documents(&["a", "b", "a"], &["b", "a"])), [vec!["a"], vec!["b", "a"]]);
    }

    #[test]
    fn consecutive_documents_keep_the_listed_order() {
        let documents = documents(&["a", "b", "c", "d"], &["d", "missing", "b", "d"]);
        assert_eq!(paths(&documents), [vec!["a"], vec!["d", "b"], vec!["c"]]);
    }
}
