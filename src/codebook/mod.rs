//! taxonomy file → codebook and compiled matcher.
