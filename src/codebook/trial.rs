//! Patterns tried out before they stand in a taxonomy: which of some texts does each match, by itself?

use super::classes::WordClasses;
use super::taxonomy::Taxonomy;
use crate::text::Analyser;

/// Lines of the trial taxonomy before the first pattern.
const HEAD: &str = "name = \"trial\"\nversion = \"0\"\n[[themes]]\ncode = \"trial\"\n\
                    label = { nl = \"x\", en = \"x\" }\ndefinition = { nl = \"x\", en = \"x\" }\ncolour = \"#000000\"\npatterns = [\n";

/// The texts, by position, in which each pattern matches, whatever a taxonomy's exclusions and denials make of that.
///
/// None for a pattern that the compiler refuses; patterns may not name word sets, since there is no taxonomy that has them.
#[must_use]
pub fn try_patterns(patterns: &[String], texts: &[&str]) -> Vec<Option<Vec<usize>>> {
    let mut found: Vec<Option<Vec<usize>>> = vec![None; patterns.len()];
    let (kept, taxonomy) = compile(patterns);
    let Some(taxonomy) = taxonomy else {
        return found;
    };
    for (place, own) in found.iter_mut().enumerate() {
        *own = kept.contains(&place).then(Vec::new);
    }
    let first = HEAD.lines().count() + 1;
    let of_rule = |rule| kept.get(taxonomy.line_of(rule).checked_sub(first)?).copied();
    let places: Vec<Option<usize>> = (0..taxonomy.pattern_count()).map(of_rule).collect();
    let (mut analyser, mut known) = (Analyser::new(), WordClasses::default());
    for (number, text) in texts.iter().enumerate() {
        for hit in taxonomy.read(&mut analyser, &mut known, text).found.hits {
            let place = places.get(hit.rule).copied().flatten();
            if let Some(Some(own)) = place.and_then(|place| found.get_mut(place)) {
                own.push(number);
            }
        }
    }
    found
}

/// The patterns that compile, by position, and the taxonomy that they make; no taxonomy where none does.
fn compile(patterns: &[String]) -> (Vec<usize>, Option<Taxonomy>) {
    let mut kept: Vec<usize> = (0..patterns.len()).filter(|place| is_one_line(patterns, *place)).collect();
    loop {
        let lines =
            kept.iter().filter_map(|place| patterns.get(*place)).map(|pattern| quoted(pattern) + ",\n");
        let text = format!("{HEAD}{}]\n", lines.collect::<String>());
        match Taxonomy::parse("trial", &text) {
            Ok(taxonomy) => return (kept, Some(taxonomy)),
            Err(error) => {
                let before = kept.len();
                let first = HEAD.lines().count() + 1;
                let bad =
                    |number: usize| error.findings.iter().any(|own| own.line as usize == first + number);
                let good = kept.iter().enumerate().filter(|(number, _)| !bad(*number));
                kept = good.map(|(_, place)| *place).collect();
                if kept.len() == before || kept.is_empty() {
                    return (Vec::new(), None);
                }
            }
        }
    }
}

fn is_one_line(patterns: &[String], place: usize) -> bool {
    patterns.get(place).is_some_and(|pattern| !pattern.contains(char::is_control))
}

fn quoted(pattern: &str) -> String {
    format!("\"{}\"", pattern.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::try_patterns;

    fn tried(patterns: &[&str], texts: &[&str]) -> Vec<Option<Vec<usize>>> {
        let patterns: Vec<String> = patterns.iter().map(|own| (*own).to_owned()).collect();
        try_patterns(&patterns, texts)
    }

    #[test]
    fn each_pattern_matches_for_itself_and_refused_ones_spoil_nothing() {
        let texts = ["De wachtlijsten groeien.", "Er is geen tekort.", "Een wachtlijst, een tekort."];
        let found = tried(&["wachtlijst", "tekort >", "geen tekort", "(", "fiets", "a\nb"], &texts);
        let expected = [Some(vec![0, 2]), None, Some(vec![1]), None, Some(vec![]), None];
        assert_eq!(found, expected);
        assert_eq!(tried(&["("], &texts), [None]);
        assert!(tried(&[], &texts).is_empty());
    }
}
