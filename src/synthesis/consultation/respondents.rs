//! Who sends what, when and from where.

use super::super::random::Random;
use super::super::repeated::phrases;

/// What is told of a respondent.
#[derive(Debug)]
pub(super) struct Respondent {
    pub(super) name: String,
    pub(super) day: String,
    pub(super) region: &'static str,
    pub(super) public: bool,
}

/// Regions by the number of their inhabitants, in thousands.
const REGIONS: [(u32, &str); 12] = [
    (3_800, "Zuid-Holland"),
    (2_950, "Noord-Holland"),
    (2_630, "Noord-Brabant"),
    (2_140, "Gelderland"),
    (1_390, "Utrecht"),
    (1_180, "Overijssel"),
    (1_130, "Limburg"),
    (660, "Fryslân"),
    (600, "Groningen"),
    (500, "Drenthe"),
    (450, "Flevoland"),
    (390, "Zeeland"),
];

/// Apart from the draws of texts, which have lower numbers.
const STREAM: u64 = 17;

/// Share of the rows whose respondent sent one of the three rows before it as well.
const AGAIN: f64 = 0.35;
/// Shares of the respondents that are an organisation, and that want no publication.
const ORGANISATIONS: f64 = 0.06;
const PRIVATE: f64 = 0.03;

/// Days that the consultation is open.
const DAYS: usize = 42;

/// The respondent of a row.
pub(super) fn respondent(seed: u64, row: u64) -> Respondent {
    let seed = seed.wrapping_mul(31).wrapping_add(STREAM);
    let mut random = Random::numbered(seed, row);
    let back = if random.chance(AGAIN) { random.whole(1, 3) as u64 } else { 0 };
    let number = row.saturating_sub(back);
    let mut random = Random::numbered(seed.wrapping_add(1), number);
    let region = region(&mut random);
    // Most react on the last days.
    let open = random.real(0.0, 1.0).max(random.real(0.0, 1.0)) * DAYS as f64;
    Respondent {
        name: name(number, &mut random),
        day: day(open as usize),
        region,
        public: !random.chance(PRIVATE),
    }
}

fn region(random: &mut Random) -> &'static str {
    let all: u32 = REGIONS.iter().map(|(thousands, _)| thousands).sum();
    let mut left = random.whole(0, all as usize - 1);
    for (thousands, region) in REGIONS {
        match left.checked_sub(thousands as usize) {
            Some(less) => left = less,
            None => return region,
        }
    }
    REGIONS[0].1
}

fn name(number: u64, random: &mut Random) -> String {
    if !random.chance(ORGANISATIONS) {
        return format!("inwoner {}", number + 1);
    }
    let of = random.choose(
        "Gemeente",
        &[(0.3, "Stichting Dorpsbelang"), (0.2, "Huurdersvereniging"), (0.2, "Ouderraad")],
    );
    format!("{of} {}", phrases::place(random))
}

/// The day, so many after the first of the consultation.
fn day(after: usize) -> String {
    let day = after + 9;
    if day <= 30 { format!("2026-09-{day:02}") } else { format!("2026-10-{:02}", day - 30) }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{REGIONS, day, respondent};

    #[test]
    fn some_send_several_and_all_regions_do() {
        let mut rows: BTreeMap<String, usize> = BTreeMap::new();
        let mut regions = BTreeSet::new();
        for row in 0..3_000 {
            let sent = respondent(1, row);
            *rows.entry(sent.name).or_default() += 1;
            regions.insert(sent.region);
        }
        assert_eq!(regions.len(), REGIONS.len());
        assert!((1_500..2_500).contains(&rows.len()), "{}", rows.len());
        assert!(rows.values().any(|sent| *sent >= 3));
    }

    #[test]
    fn days_are_days() {
        assert_eq!(
            (day(0), day(21), day(22), day(41)),
            ("2026-09-09".into(), "2026-09-30".into(), "2026-10-01".into(), "2026-10-20".into())
        );
    }
}
