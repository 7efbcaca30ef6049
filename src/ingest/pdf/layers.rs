//! Layers ("optional content") that the file hides: what stands on them is not part of the page that a reader sees.

use std::collections::HashSet;

use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};
use hayro_syntax::xref::XRef;

/// The layers that are off.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: HashSet<ObjectIdentifier>,
}

impl Layers {
    /// What the file's default configuration hides.
    pub(super) fn of(xref: &XRef) -> Self {
        Self { off: hidden(xref).unwrap_or_default() }
    }

    /// Whether what belongs to the layer, or to the membership of several, `dict` with identity `id`, is to be seen.
    pub(super) fn shows(&self, dict: &Dict<'_>, id: ObjectIdentifier) -> bool {
        if self.off.is_empty() {
            return true;
        }
        if dict.get::<Name<'_>>(keys::TYPE).as_deref() != Some(keys::OCMD) {
            return !self.off.contains(&id);
        }
        let members: Vec<bool> = members(dict).iter().map(|id| !self.off.contains(id)).collect();
        if members.is_empty() {
            return true;
        }
        match dict.get::<Name<'_>>(keys::P).as_deref() {
            Some(b"AllOn") => members.iter().all(|on| *on),
            Some(b"AnyOff") => members.iter().any(|on| !*on),
            Some(b"AllOff") => members.iter().all(|on| !*on),
            _ => members.iter().any(|on| *on),
        }
    }
}

fn hidden(xref: &XRef) -> Option<HashSet<ObjectIdentifier>> {
    let catalog = xref.get::<Dict<'_>>(xref.root_id())?;
    let properties = catalog.get::<Dict<'_>>(keys::OCPROPERTIES)?;
    let config = properties.get::<Dict<'_>>(keys::D)?;
    let listed = |dict: &Dict<'_>, key: &[u8]| dict.get::<Array<'_>>(key).map(|list| ids(&list));
    let mut off = HashSet::new();
    if config.get::<Name<'_>>(keys::BASE_STATE).as_deref() == Some(b"OFF") {
        off.extend(listed(&properties, keys::OCGS).unwrap_or_default());
    }
    for id in listed(&config, keys::ON).unwrap_or_default() {
        off.remove(&id);
    }
    off.extend(listed(&config, keys::OFF).unwrap_or_default());
    Some(off)
}

fn members(dict: &Dict<'_>) -> Vec<ObjectIdentifier> {
    match dict.get::<Array<'_>>(keys::OCGS) {
        Some(list) => ids(&list),
        None => dict.get_ref(keys::OCGS).map(ObjectIdentifier::from).into_iter().collect(),
    }
}

fn ids(list: &Array<'_>) -> Vec<ObjectIdentifier> {
    list.raw_iter().filter_map(|item| item.as_obj_ref()).map(ObjectIdentifier::from).collect()
}
