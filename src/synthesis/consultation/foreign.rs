//! Statements in other languages: frequent words of each, in no order that means anything.

use std::borrow::Cow;

use super::super::random::Random;
use super::super::words::sentences;

/// Words, from frequent to telling; each is drawn as often as another of its line.
const LANGUAGES: [[&str; 2]; 5] = [
    [
        "the of and to a in is that it for are with this on be we have not they our my was you at or from there but which",
        "people government police help children housing money years council support should would because working school \
         information problem between without enough waiting family neighbourhood services nobody always safety language",
    ],
    [
        "die der und in zu den das nicht von sie ist des sich mit dem dass er es ein ich auf so eine auch als an nach wie",
        "Menschen Gemeinde Polizei Hilfe Kinder Wohnung Geld Jahre Unterstützung sollte würde weil arbeiten Schule \
         Problem zwischen ohne genug warten Familie Nachbarschaft niemand immer Sicherheit Sprache Behörden wichtig",
    ],
    [
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec nous mais ont",
        "gens commune police aide enfants logement argent années soutien devrait parce travailler école information \
         problème entre sans assez attendre famille quartier services personne toujours sécurité langue autorités",
    ],
    [
        "i w na z do że się nie jest to jak o od za po przez ale są dla jego ma tego może już tylko być który bardzo",
        "ludzie gmina policja pomoc dzieci mieszkanie pieniądze lata wsparcie powinno ponieważ praca szkoła informacja \
         problem między bez czekać rodzina dzielnica nikt zawsze bezpieczeństwo język urzędy ważne sprawa",
    ],
    [
        "bir ve bu için de da ne ile çok daha gibi ama o kadar sonra olarak var en değil her olan ya biz ben yok mi",
        "insanlar belediye polis yardım çocuklar konut para yıllar destek çünkü çalışmak okul bilgi sorun arasında \
         yeterli beklemek aile mahalle hizmet kimse güvenlik dil devlet önemli",
    ],
];

/// Shares of the languages, English the rest.
const SHARES: [(f64, usize); 4] = [(0.2, 1), (0.12, 2), (0.15, 3), (0.13, 4)];

/// Bytes, at least and at most.
const LENGTHS: (usize, usize) = (60, 300);

/// A statement in one of the languages.
pub(super) fn statement(random: &mut Random) -> String {
    let chosen = random.choose(0, &SHARES);
    let lines =
        LANGUAGES.get(chosen).map(|lines| lines.map(|line| line.split_whitespace().collect::<Vec<_>>()));
    let [frequent, telling] = lines.unwrap_or_default();
    let length = random.whole(LENGTHS.0, LENGTHS.1);
    sentences(length, random, |random| {
        let line = if random.chance(0.55) { &frequent } else { &telling };
        Cow::Borrowed(random.pick(line).copied().unwrap_or_default())
    })
}
