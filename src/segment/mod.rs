//! blocks → statements, headings and other structure.
