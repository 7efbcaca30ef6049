//! Whether scores mean what they say: of the codes that score 0.8, are eight in ten right?

use serde::Serialize;

use super::share;

/// Bins of equal width that scores from 0 to 1 are put in.
const BINS: u8 = 10;

/// One code that was put on a statement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Judgement {
    /// How sure the coder was, 0 to 1.
    pub(super) score: f64,
    /// Whether gold has it too.
    pub(super) right: bool,
}

/// Stated score against share right, and how far they lie apart.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Reliability {
    /// Bins that hold a code, from the lowest score.
    pub bins: Vec<ReliabilityBin>,
    /// Expected calibration error: the distance between mean score and share right, averaged over the codes (Naeini, Cooper and
    /// Hauskrecht 2015, ten bins of equal width); 0 where nothing was coded.
    pub calibration_error: f64,
    /// Codes judged.
    pub codes: u64,
}

/// The codes whose scores lie in one range.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ReliabilityBin {
    /// Lowest score of the range.
    pub from: f64,
    /// Highest score of the range, itself within the next one unless it is 1.
    pub to: f64,
    /// Codes in it.
    pub codes: u64,
    /// Those that gold has too.
    pub right: u64,
    /// Their mean score.
    pub score: f64,
    /// Share of right ones.
    pub share: f64,
}

impl Reliability {
    pub(super) fn of(judgements: &[Judgement]) -> Self {
        let all = judgements.len() as u64;
        let bins: Vec<ReliabilityBin> = (0..BINS).filter_map(|number| bin(judgements, number)).collect();
        let apart = bins.iter().map(|bin| bin.codes as f64 * (bin.share - bin.score).abs());
        let calibration_error = apart.sum::<f64>() / all.max(1) as f64;
        Self { bins, calibration_error, codes: all }
    }
}

fn bin(judgements: &[Judgement], number: u8) -> Option<ReliabilityBin> {
    let place = |score: f64| ((score * f64::from(BINS)) as u8).min(BINS - 1);
    let own: Vec<&Judgement> = judgements.iter().filter(|one| place(one.score) == number).collect();
    let codes = own.len() as u64;
    let right = own.iter().filter(|one| one.right).count() as u64;
    let score = own.iter().map(|one| one.score).sum::<f64>() / codes.max(1) as f64;
    let edge = |number: u8| f64::from(number) / f64::from(BINS);
    let bin = ReliabilityBin {
        from: edge(number),
        to: edge(number + 1),
        codes,
        right,
        score,
        share: share(right, codes),
    };
    (codes > 0).then_some(bin)
}

#[cfg(test)]
mod tests {
    use super::{Judgement, Reliability};

    #[test]
    fn the_error_is_the_mean_distance_between_score_and_share_right() {
        let judgement = |score, right| Judgement { score, right };
        let judged =
            [judgement(0.95, true), judgement(0.95, false), judgement(1.0, true), judgement(0.6, false)];
        let reliability = Reliability::of(&judged);
        let bins: Vec<_> = reliability.bins.iter().map(|bin| (bin.from, bin.codes, bin.right)).collect();
        assert_eq!(bins, [(0.6, 1, 0), (0.9, 3, 2)]);
        let expected = (0.6 + 3.0 * (2.9_f64 / 3.0 - 2.0 / 3.0)) / 4.0;
        assert!((reliability.calibration_error - expected).abs() < 1e-12);
        assert_eq!(Reliability::of(&[]), Reliability::default());
    }
}
