//! What grouping costs beside the rest of a run on the same statements, in the same process.

use bloemlezer::synthesis::Text;
use rayon::ThreadPool;

/// Seconds per stage, and memory.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Costs {
    pub(super) statements: usize,
    pub(super) threads: usize,
    pub(super) reading: f64,
    pub(super) coding: f64,
    pub(super) indexing: f64,
    pub(super) writing: f64,
    pub(super) grouping: f64,
    pub(super) grouped: usize,
    pub(super) groups: usize,
    /// Most bytes that grouping held at once per statement, beyond what was there before.
    pub(super) bytes: Option<f64>,
}

pub(super) fn measure(_texts: &[Text], statements: usize, _seed: u64, pool: &ThreadPool) -> anyhow::Result<Costs> {
    Ok(Costs { statements, threads: pool.current_num_threads(), ..Costs::default() })
}
