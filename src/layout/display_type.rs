//! How much of a column's width a line of display type may fill. Headings and pull quotes are mostly set larger or bolder than the text, so
//! that their lines wrap earlier; by how much is learnt from those of the document: each line fitted, and where one wrapped the next word
//! did not.

/// Shares of the column that are told apart, up to the whole width and a little more.
const STEPS: usize = 44;

/// What one step stands for.
const STEP: f32 = 0.025;

/// The least share that is thought possible: type of nearly twice the size.
const LEAST: f32 = 0.5;

/// Share of lines that were broken by hand or read wrongly.
const ODD: f32 = 0.04;

/// Costs in nats by the share of the column that is, or would have been, filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct DisplayWidths {
    fits: [f32; STEPS],
    wraps: [f32; STEPS],
}

impl DisplayWidths {
    /// What is known of lines that filled these shares of their columns, and of shares that the next word would have filled where one
    /// wrapped.
    pub(super) fn learnt(lines: &[f32], wrapped: &[f32]) -> Self {
        let mut odds: Vec<(f32, f32)> = (0..STEPS)
            .map(|step| STEP * step as f32)
            .filter(|limit| *limit >= LEAST)
            .map(|limit| (limit, likelihood(limit, lines, wrapped)))
            .collect();
        let total: f32 = odds.iter().map(|(_, weight)| weight).sum::<f32>().max(f32::MIN_POSITIVE);
        odds.iter_mut().for_each(|(_, weight)| *weight /= total);
        let share_above =
            |share: f32| odds.iter().filter(|(limit, _)| *limit >= share).map(|(_, own)| own).sum();
        let cost = |probability: f32| -(ODD + (1.0 - ODD) * probability).ln();
        let by_step = |cost_at: &dyn Fn(f32) -> f32| std::array::from_fn(|step| cost_at(STEP * step as f32));
        Self {
            fits: by_step(&|share| cost(share_above(share))),
            wraps: by_step(&|share| {
                let above: f32 = share_above(share);
                cost(1.0 - above)
            }),
        }
    }

    /// A line that fills this share.
    pub(super) fn fits(&self, share: f32) -> f32 {
        self.fits[step(share)]
    }

    /// A line that wrapped though it would have filled no more than this share with its next word.
    pub(super) fn wraps(&self, share: f32) -> f32 {
        self.wraps[step(share)]
    }
}

fn step(share: f32) -> usize {
    ((share / STEP).round().max(0.0) as usize).min(STEPS - 1)
}

/// How well lines that hold at most `limit` of the column explain those met, times how usual such a limit is.
fn likelihood(limit: f32, lines: &[f32], wrapped: &[f32]) -> f32 {
    let usual = if limit > 0.85 {
        1.6
    } else if limit > 0.6 {
        1.0
    } else {
        0.3
    };
    let odds = |fits: bool| if fits { 1.0 } else { ODD };
    let of_lines: f32 = lines.iter().map(|share| odds(*share <= limit + STEP * 0.5)).product();
    let of_wraps: f32 = wrapped.iter().map(|share| odds(*share > limit - STEP * 0.5)).product();
    usual * of_lines * of_wraps
}

#[cfg(test)]
mod tests {
    use super::DisplayWidths;

    #[test]
    fn a_heading_wraps_where_the_others_do() {
        let unknown = DisplayWidths::learnt(&[], &[]);
        let larger = DisplayWidths::learnt(&[0.7, 0.66, 0.4], &[0.75, 0.9]);
        assert!(unknown.wraps(0.4) > unknown.wraps(0.8));
        assert!(unknown.wraps(0.8) > unknown.wraps(1.05));
        assert!(larger.wraps(0.8) < unknown.wraps(0.8));
        assert!(larger.wraps(0.65) > unknown.wraps(0.65));
        assert!(larger.fits(0.95) > unknown.fits(0.95));
        assert!(larger.fits(0.6) < 0.1);
    }

    #[test]
    fn one_odd_heading_decides_nothing() {
        let odd = DisplayWidths::learnt(&[0.9, 0.95, 0.5, 0.97], &[0.3, 1.02]);
        assert!(odd.wraps(0.8) > 2.0);
        assert!(odd.fits(0.95) < 0.3);
    }
}
