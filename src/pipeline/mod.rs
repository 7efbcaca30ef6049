//! the whole run, from corpus to output folder.
