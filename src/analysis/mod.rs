//! counts and measures over coded statements.
