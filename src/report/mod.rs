//! findings → files to read.
