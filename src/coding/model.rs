//! The learned layer's part in a coding: the numbers that rules give it, and the words that carried what it says.

use super::kinds::Support;
use super::log_odds;
use super::themes::Scored;
use crate::codebook::{Fitted, Reading, Taxonomy, WordClasses};
use crate::model::Kind;
use crate::text::Analyser;

/// Most support, in nats, that a theme's rules hand on; beyond it they say nothing new. Likewise for a kind's.
const MOST: [f64; 2] = [6.0, 4.0];

/// Brings support to the size of the other features.
const SCALE: f64 = 0.5;

/// Words that carry a code are those that say at least this share of what the heaviest says, and this many at most.
const CARRIES: (f32, usize) = (0.35, 4);

/// What a model says of a statement.
pub(super) struct Judged {
    /// Per theme its log-odds, where the model knows it.
    pub(super) themes: Vec<Option<f64>>,
    pub(super) kinds: [Option<f64>; Kind::ALL.len()],
}

/// The numbers that rules give a model, in the order of [`Taxonomy::output_names`].
pub(super) fn inputs(themes: &[Scored<'_>], kinds: &[Support<'_>]) -> Vec<f32> {
    let [most_theme, most_kind] = MOST;
    let themes = themes.iter().map(|scored| log_odds(scored.evidence.score).min(most_theme));
    let kinds = kinds.iter().map(|support| support.own.min(most_kind));
    themes.chain(kinds).map(|support| (support * SCALE) as f32).collect()
}

/// What the taxonomy's model says; nothing where it has none.
pub(super) fn judge(
    taxonomy: &Taxonomy,
    (analyser, known): (&Analyser, &mut WordClasses),
    statement: &Reading,
    inputs: impl FnOnce() -> Vec<f32>,
) -> Option<Judged> {
    let fitted = taxonomy.fitted.as_ref()?;
    let inputs = inputs();
    let number =
        |place: &Option<usize>| place.and_then(|place| inputs.get(place)).copied().unwrap_or_default();
    let rules: Vec<f32> = fitted.inputs.iter().map(number).collect();
    let judgement = fitted.model.judge(analyser, &mut known.learned, &statement.analysis, &rules);
    let of = |output: &Option<usize>| {
        output.and_then(|output| judgement.log_odds.get(output)).map(|log_odds| f64::from(*log_odds))
    };
    let themes = fitted.themes.iter().map(of).collect();
    let kinds = [0, 1, 2].map(|kind| fitted.kinds.get(kind).and_then(of));
    Some(Judged { themes, kinds })
}

/// The words that carried an output, by position in the statement, in order.
pub(super) fn carriers(
    fitted: &Fitted,
    (analyser, known): (&Analyser, &mut WordClasses),
    statement: &Reading,
    output: usize,
) -> Vec<(usize, f32)> {
    let words = fitted.model.contributions(analyser, &mut known.learned, &statement.analysis, output);
    let mut ranked: Vec<(usize, f32)> =
        words.into_iter().enumerate().filter(|(_, says)| *says > 0.0).collect();
    ranked.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let (share, most) = CARRIES;
    let least = ranked.first().map_or(0.0, |(_, says)| says * share);
    ranked.retain(|(_, says)| *says >= least);
    ranked.truncate(most);
    ranked.sort_unstable_by_key(|(place, _)| *place);
    ranked
}
