//! Many tests at once: which of them may be believed.

/// The adjusted p value (q) of each p, in their order: the smallest share of false discoveries at which it would be called one.
///
/// Benjamini and Hochberg, "Controlling the False Discovery Rate", JRSS B 57 (1995): the i-th smallest of m is p · m / i, made
/// monotone from the largest down.
#[must_use]
pub fn false_discovery(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = p.iter().copied().enumerate().collect();
    order.sort_by(|one, other| one.1.total_cmp(&other.1));
    let all = p.len() as f64;
    let mut adjusted = vec![1.0; p.len()];
    let mut least = 1.0_f64;
    for (rank, (place, p)) in order.into_iter().enumerate().rev() {
        least = least.min(p * all / (rank + 1) as f64);
        if let Some(own) = adjusted.get_mut(place) {
            *own = least;
        }
    }
    adjusted
}
