//! English.

use super::{
    AboutWords, AgreementWords, Frame, Names, Noun, Overview, RepeatWords, SourceWords, Strings, Terms,
};
use crate::model::{Coder, Kind, KindSource, Severity, StructureKind, Truncated};

pub(super) static STRINGS: Strings = Strings {
    names: Names { kind, kind_meaning, kind_source, coder, severity, structure, truncated },
    frame: Frame {
        default_title: "Responses to a consultation",
        skip: "Skip to the content",
        navigation: "Main menu",
        overview: "Overview",
        about: "Guide and method",
        you_are_here: "You are here",
        made_by: "Made with",
        machine_note: "The codes in this report are proposals of a program, unless a name stands beside them.",
        pages: "Parts of this list",
        previous: "Previous",
        next: "Next",
        part: |part, of| format!("Part {part} of {of}"),
        scroll: "Table, scrolls sideways where needed",
        decimal: '.',
        thousands: ',',
    },
    overview: Overview {
        kicker: "Themes in responses to a consultation",
        intro: "This report shows which themes come up in the responses. Every number is a link to the statements behind it, and every statement points to its place in the source.",
        publisher: "Publisher",
        date: "Date",
        origin: "Origin",
        licence: "Licence",
        figures: "Key figures",
        reviewed: |share| format!("looked at by a human ({share})"),
        themes_kinds: "Themes and kinds",
        themes_intro: "A statement may have more than one theme, so the themes add up to more than the number of statements.",
        chart_title: "Statements per theme and kind",
        chart_desc: "Horizontal bars, one per theme, divided by kind. The table below gives the same numbers.",
        chart_table: "Statements per theme and kind, in numbers",
        kinds_table: "Statements per kind",
        together: "Themes that occur together",
        together_intro: "The stronger the colour of a cell, the more often the two themes stand in one statement.",
        together_table: "Statements with both themes",
        together_none: "No statement has two themes.",
        sections: "Where in the sources",
        sections_table: "Statements per heading in the source and per theme",
        sources_table: "Sources with their number of statements, per theme",
        whole_table: "Whole table",
        problems: "Points of attention in the sources",
        problems_table: "What went wrong or is doubtful",
        problems_none: "There are no points of attention.",
        problems_more: |total| {
            format!("These are the first of {total} points of attention. All are in problems.jsonl.")
        },
        severity: "Severity",
        place: "Place",
        message: "Message and what to do",
        coding: "How the codes were made",
        coding_how: |taxonomy, model| {
            let model = if model { " and a model that learnt from coded statements" } else { "" };
            format!(
                "A program proposed kind and themes with the rules of {taxonomy}{model}. The words that were the reason are marked."
            )
        },
        coding_quality: |measured| {
            format!(
                "Measured on {} coded statements that were kept out of the learning: F1 of the themes {}, first theme right {}, kind right {}. On your texts it may differ.",
                measured.statements, measured.themes, measured.primary, measured.kind
            )
        },
        coding_unmeasured: "How good these codes are was not measured.",
        coding_reviewed: "Looked at by a human",
        data: "Data files",
        selection: |limit| {
            format!(
                "This is a large set. The pages show a selection: the first {limit} statements of every source, in source order. The data files hold everything."
            )
        },
        empty: "No statements were found.",
    },
    terms: Terms {
        statement: Noun { one: "statement", many: "statements" },
        source: Noun { one: "source", many: "sources" },
        theme: Noun { one: "Theme", many: "Themes" },
        record: Noun { one: "response in a table", many: "responses in tables" },
        respondent: Noun { one: "named respondent", many: "named respondents" },
        kind: Noun { one: "Kind", many: "Kinds" },
        section: "Heading",
        no_section: "Without a heading",
        share: "Share",
        total: "Total",
        number: "Number",
        uncoded: "Other",
        uncoded_long: "without a theme (other)",
        uncoded_definition: "Statements in which none of the codebook’s themes was recognised. Read them: a theme may be missing here.",
        doubtful: "with doubt about where they begin or end",
        doubtful_flag: |doubt| format!("Doubt about where it begins or ends ({doubt})"),
        truncated: "cut off in the source",
        reviewed: "Looked at by a human",
        conflicts: "about which coders disagree",
        conflict_flag: |about| format!("Coders disagree about: {about}; the program’s code stands here"),
        other_language: "in another language",
        all: "All statements",
        quotes: "Quotes",
        no_quotes: "No quotes.",
        definition: "Meaning",
        include: "Includes",
        exclude: "Does not include",
        examples: "Examples from the codebook",
        counter_examples: "Looks like it, but is not",
        subtheme: Noun { one: "Subtheme", many: "Subthemes" },
        with_theme: "Together with",
        theme_counts: "This theme in numbers",
        in_source: "See in the source",
        permalink: |id| format!("Permanent link to {id}"),
        duplicate: "Same words as",
        first_of: |shown, total| format!("The first {shown} of {total}; all are in statements.csv."),
        question: "Question",
        marked: |themes| format!("Reason for: {themes}"),
        by_human: |coder| format!("decided by {coder}"),
        checked: "looked at by a human",
    },
    repeats: RepeatWords {
        title: "The same words more often",
        group: Noun { one: "group", many: "groups" },
        intro: "Statements that are word for word or nearly the same, such as a letter that many people send. The largest group comes first.",
        explained: "How repetitions count",
        points: &[
            "Statements with the same words are a group: equal texts, texts with small differences, and letters to which someone wrote a beginning or an ending of their own. Nothing is left out: everything that was sent stands in the report and counts in the usual numbers.",
            "The second number counts what a group shares once, and every own addition apart. Under a theme the shared part counts when the words for that theme stand in it, and an addition when they stand in the addition.",
            "What someone added is underlined with dashes, and gets themes without the letter around it too.",
            "Short answers such as ‘no opinion’ are a group only when they are equal. In a short sentence one other word makes another statement.",
        ],
        both_ways: |total, noun, collapsed| {
            format!("{total} {noun} · {collapsed} when repetitions count once")
        },
        repeated: |times| format!("sent {times} times"),
        passage: "What these statements share:",
        own: "Own addition",
        own_flag: "with an own addition (underlined with dashes)",
    },
    source: SourceWords {
        intro_pages: "The recovered statements stand in reading order, each with the source lines it was made of. Below them stands the page as it is in the file.",
        intro_parts: "The statements that were found stand in reading order, each with the paragraphs that it was made of. Beside them stands the text as it is in the file.",
        intro_records: "Each row has its statements and the cells as they are in the file.",
        facts: "About this source",
        file: "File",
        hash: "SHA-256",
        encoding: "Character encoding",
        themes_here: "Themes in this source",
        page: |number, label| match label {
            Some(label) => format!("Page {number} (printed number {label})"),
            None => format!("Page {number}"),
        },
        page_short: |page| format!("p. {page}"),
        open_original: "This page in the PDF",
        column: |column| format!("Column {column}"),
        lines: "Lines",
        line: "Line",
        line_place: |page, line, from, to| format!("p. {page}, line {line}, characters {from}–{to}"),
        part: |part| match part {
            "body" => "Body text".to_owned(),
            "footnotes" => "Footnotes".to_owned(),
            "endnotes" => "Endnotes".to_owned(),
            "comments" => "Comments".to_owned(),
            "header" => "Header of the mail".to_owned(),
            "text/plain" | "text/html" => "Message".to_owned(),
            other if other.starts_with("header") => "Running headers".to_owned(),
            other if other.starts_with("footer") => "Running footers".to_owned(),
            other => other.to_owned(),
        },
        paragraph: "Paragraph",
        paragraphs: "Paragraphs",
        paragraph_short: |paragraph| format!("paragraph {paragraph}"),
        paragraph_place: |part, paragraph, from, to| {
            format!("{part}, paragraph {paragraph}, characters {from}–{to}")
        },
        part_line_place: |part, line, from, to| format!("{part}, line {line}, characters {from}–{to}"),
        cell_place: |row, field, from, to| format!("row {row}, field {field}, characters {from}–{to}"),
        row: |row| format!("row {row}"),
        sheet: "Sheet",
        record: |id, row| format!("Response {id} (row {row})"),
        made_of: "Made of",
        why: "Why these codes",
        as_printed: "As in the file",
        as_printed_note: "Every piece of text links to the statement it went into. Pieces of the second column are tinted.",
        structure: "Not a statement",
        structure_table: "Text that is no statement, with its place in the source",
        text: "Text",
        element: "What it is",
        withheld: "[not public]",
        no_statements: "No statement begins here.",
        score: "certainty",
        rule: "rule",
        date: "Date",
        fields: "Other fields",
    },
    agreement: AgreementWords {
        title: "Agreement between coders",
        intro: &[
            "These statements were coded blind: whoever coded them saw neither the program’s codes nor anyone else’s. They change no code in the rest of this report.",
            "Krippendorff’s alpha and Cohen’s kappa take off what chance would give: 1 is full agreement, 0 is chance. Krippendorff calls conclusions reliable from 0.80 and tentative between 0.667 and 0.80. Over all themes at once alpha counts how far two choices lie apart (MASI). Few statements give a wide interval.",
        ],
        machine: "the program",
        about: "About",
        columns: ["Equal", "Alpha", "95% interval of alpha", "Kappa"],
        sets: "all themes at once",
        undefined: "undefined",
        to: "to",
        caption: |statements| {
            let noun = if statements == 1 { "statement" } else { "statements" };
            format!("Agreement on {statements} {noun} that were coded blind")
        },
        differences: |statements| {
            let noun = if statements == 1 { "statement" } else { "statements" };
            format!("Coded differently: {statements} {noun}")
        },
    },
    about: AboutWords {
        reading: "How to read this report",
        reading_points: &[
            "Follow a number to see exactly those statements.",
            "Follow the source of a statement to see where it stands, down to the line and the character.",
            "Marked words were the reason for a theme. Where a statement has more themes, the words carry the theme’s number.",
            "Every statement has a fixed number (st-…). It stays the same when sources are added, so that you can refer to it.",
            "The report works without internet and without JavaScript. You can print it.",
        ],
        method: "Method",
        method_points: &[
            "Sources are read to the letter. Columns are taken apart; headings, footers and page numbers are kept aside.",
            "The text is then divided into statements: one bullet or paragraph, or one response of a table. Only line ends, hyphens at line ends and double spaces are repaired.",
            "The rules of the codebook, and the learned model where it was used, give every statement one kind, and no, one or more themes. With each theme stand the words and the rule that were the reason.",
            "The same sources and the same codebook always give exactly the same report.",
        ],
        limits: "What to keep in mind",
        limits_points: &[
            "The codes are proposals of a program. A code that a human decided carries a name.",
            "Numbers count statements, not people: who writes much counts more often.",
            "Where a statement begins and ends may be uncertain; then it says so.",
            "Responses that are not public are not on these pages and are not counted on them.",
        ],
        glossary: "Terms",
        glossary_terms: &[
            ("Source", "One file with responses."),
            (
                "Statement",
                "The unit that gets a code: one bullet or paragraph of one respondent, or one response of a table.",
            ),
            ("Kind", "What a statement does: name a problem, voice a wish or give context."),
            ("Theme", "What a statement is about, by the codebook."),
            ("Other", "None of the themes fits."),
            ("Codebook", "The themes with their meaning and the rules to recognise them."),
            ("Certainty", "A number from 0 to 1 for how sure the program is of a code."),
            ("Doubt", "A number from 0 to 1 for how uncertain it is where a statement begins and ends."),
        ],
        codebook: "The codebook",
        codebook_table: "Themes with their meaning",
        data: "Data files",
        data_files: &[
            ("statements.csv", "All statements for a spreadsheet, with a column of 0 or 1 per theme."),
            ("statements.jsonl", "All statements with codes, marked words and place in the source."),
            ("groups.jsonl", "Groups of statements and of whole responses with the same words."),
            ("structure.jsonl", "Text that is no statement: headings, footers, page numbers."),
            ("problems.jsonl", "All points of attention in the sources."),
            ("summary.json", "The counts of this report."),
            ("summary.md", "The main lines as text to take over."),
            ("manifest.json", "Versions and checksums of everything this report was made of."),
        ],
        data_note: "Characters on these pages count from 1, up to and including the last. In the JSON files they count from 0, up to but not including the end. In statements.csv an apostrophe stands before a cell that would otherwise be a formula.",
        provenance: "Provenance",
        changelog: "What changed in the codebook",
        versions: "Versions",
        version_names: ["Program", "Language analysis", "Codebook", "Model", "Format of the files"],
        none: "none",
        inputs: "Input files with their SHA-256",
        role: "Role",
        settings: "Settings",
        setting: "Setting",
        value: "Value",
    },
};

fn kind(kind: Kind) -> Noun {
    match kind {
        Kind::Knelpunt => Noun { one: "Problem", many: "Problems" },
        Kind::Wens => Noun { one: "Wish", many: "Wishes" },
        Kind::Context => Noun { one: "Context", many: "Context" },
    }
}

fn kind_meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::Knelpunt => "What is wrong, lacking, hard or worrying now.",
        Kind::Wens => "What is needed, asked or desired.",
        Kind::Context => "A neutral fact, a definition, or what goes well.",
    }
}

fn kind_source(source: KindSource) -> &'static str {
    match source {
        KindSource::Rule => "proposal, by a rule",
        KindSource::Heading => "proposal, by the heading above it",
        KindSource::Model => "proposal, by a trained model",
        KindSource::Prior => "proposal, as the most usual kind",
        KindSource::Human => "decided by a human",
    }
}

fn coder(coder: Coder) -> &'static str {
    match coder {
        Coder::Rule => "proposal, by a rule",
        Coder::Model => "proposal, by a trained model",
        Coder::Human => "decided by a human",
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "For information",
    }
}

fn structure(kind: StructureKind) -> &'static str {
    match kind {
        StructureKind::Heading => "Heading",
        StructureKind::Header => "Running header",
        StructureKind::Footer => "Running footer",
        StructureKind::PageNumber => "Page number",
        StructureKind::Contents => "Table of contents",
        StructureKind::ListMarker => "List marker",
        StructureKind::Footnote => "Footnote",
        StructureKind::Margin => "Text in the margin",
        StructureKind::MailHeader => "Mail header",
        StructureKind::Salutation => "Salutation",
        StructureKind::Signature => "Signature",
        StructureKind::QuotedMail => "Quoted mail",
        StructureKind::Title => "Title",
        StructureKind::Comment => "Comment on the text",
        StructureKind::Navigation => "Navigation",
        StructureKind::ColumnName => "Column names",
        StructureKind::Note => "Title or note above the table",
        StructureKind::Excluded => "Left out by an analyst",
        StructureKind::Cell => "Other field",
    }
}

fn truncated(truncated: Truncated) -> &'static str {
    match truncated {
        Truncated::No => "",
        Truncated::Start => "The beginning is missing in this source",
        Truncated::End => "The end is missing in this source",
        Truncated::Both => "Beginning and end are missing in this source",
    }
}
