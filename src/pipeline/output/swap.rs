//! Putting a finished run in the place of the old one, and setting right what a crash left half done.

use std::fs;
use std::io;
use std::path::Path;

use super::OutputError;
use super::error::Place as _;
use super::siblings::{Siblings, exists};
use super::sync;

/// How to put the new run in place of the old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swap {
    /// At once where the system can exchange two names; else by renames.
    Best,
    /// By two renames, which every system can; between them the next start is needed to set things right.
    Renames,
}

/// A step of putting a run in place, once taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// All of the new run is on the disk.
    Synced,
    /// The new run is sealed: complete, under its second name.
    Sealed,
    /// Old and new run have changed names.
    Exchanged,
    /// The old run is set aside.
    SetAside,
    /// The new run is in place.
    InPlace,
    /// The old run is marked for deletion.
    Retired,
    /// The old run is deleted.
    Deleted,
}

/// Takes the steps from a filled staging folder to a run in place.
pub(super) fn publish(
    siblings: &Siblings,
    swap: Swap,
    at: &mut dyn FnMut(Step) -> io::Result<()>,
) -> Result<(), OutputError> {
    let mut reached = |step| at(step).placed("publish", &siblings.shown);
    sync::run(&siblings.new).placed("write", &siblings.shown)?;
    reached(Step::Synced)?;
    rename(&siblings.new, &siblings.ready)?;
    reached(Step::Sealed)?;
    let old = place(siblings, swap, &mut reached)?;
    sync::folder(&siblings.parent).placed("write", &siblings.parent)?;
    let Some(old) = old else { return Ok(()) };
    // The new run stands. What is left of the old one may as well be deleted by the next start.
    if fs::rename(old, &siblings.gone).is_ok() {
        reached(Step::Retired)?;
        let _ = fs::remove_dir_all(&siblings.gone);
        reached(Step::Deleted)?;
    }
    Ok(())
}

/// Moves the sealed run in place; gives where the old one is now.
fn place<'s>(
    siblings: &'s Siblings,
    swap: Swap,
    reached: &mut dyn FnMut(Step) -> Result<(), OutputError>,
) -> Result<Option<&'s Path>, OutputError> {
    if !exists(&siblings.out) {
        rename(&siblings.ready, &siblings.out)?;
        reached(Step::InPlace)?;
        return Ok(None);
    }
    if swap == Swap::Best && exchange(&siblings.ready, &siblings.out).is_ok() {
        reached(Step::Exchanged)?;
        return Ok(Some(&siblings.ready));
    }
    rename(&siblings.out, &siblings.old)?;
    reached(Step::SetAside)?;
    if let Err(error) = rename(&siblings.ready, &siblings.out) {
        // Should this fail too, the next start does it.
        let _ = fs::rename(&siblings.old, &siblings.out);
        return Err(error);
    }
    reached(Step::InPlace)?;
    Ok(Some(&siblings.old))
}

/// Finishes or undoes what a crashed run left; afterwards only the output folder remains, if there is one.
pub(super) fn recover(siblings: &Siblings) -> Result<(), OutputError> {
    delete(&siblings.gone)?;
    delete(&siblings.new)?;
    if !exists(&siblings.out) && exists(&siblings.old) {
        // The swap had begun, so the new run was complete.
        let whole = if exists(&siblings.ready) { &siblings.ready } else { &siblings.old };
        rename(whole, &siblings.out)?;
    }
    retire(siblings, &siblings.ready)?;
    retire(siblings, &siblings.old)
}

/// Deletes under a name that says so: a half deleted run must not look like a whole one.
fn retire(siblings: &Siblings, folder: &Path) -> Result<(), OutputError> {
    if exists(folder) {
        rename(folder, &siblings.gone)?;
        delete(&siblings.gone)?;
    }
    Ok(())
}

fn delete(folder: &Path) -> Result<(), OutputError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error).placed("remove", folder),
        _ => Ok(()),
    }
}

fn rename(from: &Path, to: &Path) -> Result<(), OutputError> {
    fs::rename(from, to).placed("rename", from)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
