//! Documents that nobody typeset: lists, paragraphs, e-mail.

use super::super::lists::{ListStyle, Marker};
use super::super::random::Random;
use super::{Lengths, Making, Profile};

const fn profile(name: &'static str, about: &'static str, style: fn(&mut Random) -> ListStyle) -> Profile {
    Profile { name, about, pages: 2, making: Making::List(style), lengths: Lengths::AsGiven }
}

pub(super) const PROFILES: &[Profile] = &[
    profile("lines", "one statement a line", |random| ListStyle { empty: 0, ..base(random) }),
    profile("paragraphs", "paragraphs of one line each, empty lines between", base),
    profile(
        "paragraphs-wrapped",
        "paragraphs broken after so many characters, empty lines between",
        |random| ListStyle { wrap: Some(random.whole(60, 90)), ..base(random) },
    ),
    profile("bullets", "a list with dashes, bullets or asterisks, a line per item", |random| ListStyle {
        marker: Marker::sign(random),
        indent: random.choose(0, &[(0.3, 2), (0.2, 4)]),
        empty: random.choose(0, &[(0.2, 1)]),
        ..base(random)
    }),
    profile("bullets-wrapped", "the same, broken after so many characters", |random| ListStyle {
        marker: Marker::sign(random),
        wrap: Some(random.whole(55, 90)),
        indent: random.choose(0, &[(0.3, 2), (0.2, 4)]),
        empty: random.choose(0, &[(0.2, 1)]),
        hanging: random.chance(0.7),
        ..base(random)
    }),
    profile("numbered", "a list numbered 1. or a), a line per item or wrapped", |random| ListStyle {
        marker: Marker::counted(random),
        wrap: random.choose(None, &[(0.6, Some(74))]),
        empty: random.choose(0, &[(0.3, 1)]),
        hanging: random.chance(0.7),
        ..base(random)
    }),
    Profile {
        name: "mail",
        about: "e-mails with address lines, salutation, signature and quoted history",
        pages: 1,
        making: Making::Mail,
        lengths: Lengths::AsGiven,
    },
];

/// Paragraphs with empty lines between, and now and then a heading.
fn base(random: &mut Random) -> ListStyle {
    ListStyle {
        marker: Marker::Nothing,
        wrap: None,
        hanging: true,
        indent: 0,
        empty: 1,
        headings: random.choose(0.0, &[(0.5, 0.1)]),
        numbered: true,
        form_feeds: random.chance(0.5),
    }
}
