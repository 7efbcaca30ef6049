//! Which documents are segmented together: each alone, unless a consultation lists them as consecutive.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Document;

/// Groups in source order; a group of consecutive files stands where the first of them stands.
pub(super) fn groups(documents: &[Document]) -> Vec<Vec<&Document>> {
    let by_place: BTreeMap<(&str, &str), &Document> = documents
        .iter()
        .map(|document| (place(document), document))
        .collect();
    let mut done = BTreeSet::new();
    let mut groups = Vec::new();
    for document in documents {
        if done.contains(&place(document)) {
            continue;
        }
        let group = group_of(document, &by_place);
        done.extend(group.iter().map(|member| place(member)));
        groups.push(group);
    }
    groups
}

fn group_of<'d>(
    document: &'d Document,
    by_place: &BTreeMap<(&str, &str), &'d Document>,
) -> Vec<&'d Document> {
    let consultation = &document.consultation;
    if !consultation.consecutive.contains(&document.path) {
        return vec![document];
    }
    let mut seen = BTreeSet::new();
    let listed = consultation
        .consecutive
        .iter()
        .filter(|path| seen.insert(path.as_str()));
    listed
        .filter_map(|path| {
            by_place
                .get(&(consultation.path.as_str(), path.as_str()))
                .copied()
        })
        .collect()
}

/// A path names a document within its consultation: two corpus roots may hold files of one name.
fn place(document: &Document) -> (&str, &str) {
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
            content: Content::Pages(Vec::new()),
        };
        paths.iter().map(document).collect()
    }

    fn paths(documents: &[Document]) -> Vec<Vec<&str>> {
        let groups = groups(documents);
        groups
            .iter()
            .map(|group| group.iter().map(|document| document.path.as_str()).collect())
            .collect()
    }

    #[test]
    fn a_document_stands_alone_unless_listed() {
        assert_eq!(paths(&documents(&["a", "b"], &[])), [["a"], ["b"]]);
    }

    #[test]
    fn consecutive_documents_keep_the_listed_order() {
        let documents = documents(&["a", "b", "c", "d"], &["d", "missing", "b", "d"]);
        assert_eq!(paths(&documents), [vec!["a"], vec!["d", "b"], vec!["c"]]);
    }
}
