//! The tail of the chi² distribution with one degree of freedom.

/// The probability of a chi² of one degree of freedom that is this large or larger; 1 for what is not positive.
///
/// It is erfc(√(x/2)): below x = 4 by the series of erf, above by the continued fraction of erfc (Abramowitz and Stegun 1964, 7.1.6 and
/// 7.1.14), both to nearly all digits of a double.
#[must_use]
pub fn chi_square_p(statistic: f64) -> f64 {
    let half = statistic / 2.0;
    if half.is_nan() || half <= 0.0 {
        1.0
    } else if half < 2.0 {
        1.0 - erf_series(half)
    } else {
        erfc_fraction(half)
    }
}

/// erf(√s) = 2/√π · √s · e^−s · Σ (2s)^n / (1·3·…·(2n+1)); all terms are positive.
fn erf_series(square: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for odd in (3_u32..200).step_by(2) {
        term *= 2.0 * square / f64::from(odd);
        sum += term;
    }
    std::f64::consts::FRAC_2_SQRT_PI * square.sqrt() * (-square).exp() * sum
}

/// erfc(√s) = e^−s/√π · 1/(z + (1/2)/(z + 1/(z + (3/2)/(z + …)))) with z = √s.
fn erfc_fraction(square: f64) -> f64 {
    const DEPTH: u32 = 200;
    let z = square.sqrt();
    let tail = (1..=DEPTH).rev().fold(z, |tail, number| z + f64::from(number) / 2.0 / tail);
    (-square).exp() * std::f64::consts::FRAC_2_SQRT_PI / 2.0 / tail
}
