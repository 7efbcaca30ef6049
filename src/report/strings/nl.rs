//! Dutch.

use super::{
    AboutWords, AgreementWords, Frame, Names, Noun, Overview, RepeatWords, SourceWords, Strings, Terms,
};
use crate::model::{Coder, Kind, KindSource, Severity, StructureKind, Truncated};

pub(super) static STRINGS: Strings = Strings {
    names: Names { kind, kind_meaning, kind_source, coder, severity, structure, truncated },
    frame: Frame {
        default_title: "Reacties op een consultatie",
        skip: "Ga direct naar de inhoud",
        navigation: "Hoofdmenu",
        overview: "Overzicht",
        about: "Uitleg en verantwoording",
        you_are_here: "U bent hier",
        made_by: "Gemaakt met",
        machine_note: "De codes in dit rapport zijn voorstellen van een programma, tenzij er een naam bij staat.",
        pages: "Delen van deze lijst",
        previous: "Vorige",
        next: "Volgende",
        part: |part, of| format!("Deel {part} van {of}"),
        scroll: "Tabel, zo nodig opzij te schuiven",
        decimal: ',',
        thousands: '.',
    },
    overview: Overview {
        kicker: "Thema’s in reacties op een consultatie",
        intro: "Dit rapport laat zien welke thema’s in de reacties terugkomen. Elk getal is een link naar de uitspraken erachter, en elke uitspraak wijst de plek in de bron aan.",
        publisher: "Uitgever",
        date: "Datum",
        origin: "Herkomst",
        licence: "Licentie",
        figures: "Kerncijfers",
        reviewed: |share| format!("bekeken door een mens ({share})"),
        themes_kinds: "Thema’s en soorten",
        themes_intro: "Een uitspraak kan meer dan één thema hebben. De thema’s tellen daarom samen op tot meer dan het aantal uitspraken.",
        chart_title: "Uitspraken per thema en soort",
        chart_desc: "Liggende balken, één per thema, verdeeld naar soort. De tabel hieronder geeft dezelfde getallen.",
        chart_table: "Uitspraken per thema en soort, in getallen",
        kinds_table: "Uitspraken per soort",
        together: "Thema’s die samen voorkomen",
        together_intro: "Hoe sterker een vak gekleurd is, hoe vaker de twee thema’s in één uitspraak staan.",
        together_table: "Uitspraken met beide thema’s",
        together_none: "Geen enkele uitspraak heeft twee thema’s.",
        sections: "Waar in de bronnen",
        sections_table: "Uitspraken per kop in de bron en per thema",
        sources_table: "Bronnen met hun aantal uitspraken, per thema",
        whole_table: "Hele tabel",
        problems: "Aandachtspunten bij de bronnen",
        problems_table: "Wat er misging of twijfelachtig is",
        problems_none: "Er zijn geen aandachtspunten.",
        problems_more: |total| {
            format!("Dit zijn de eerste van {total} aandachtspunten. Alle staan in problems.jsonl.")
        },
        severity: "Ernst",
        place: "Plaats",
        message: "Melding (in het Engels) en wat te doen",
        coding: "Hoe de codes zijn gemaakt",
        coding_how: |taxonomy, model| {
            let model = if model { " en een model dat van gecodeerde uitspraken heeft geleerd" } else { "" };
            format!(
                "Een programma heeft soort en thema voorgesteld met de regels van {taxonomy}{model}. De woorden die daarvoor de reden waren, zijn gemarkeerd."
            )
        },
        coding_quality: |measured| {
            format!(
                "Gemeten op {} gecodeerde uitspraken die bij het leren buiten bleven: F1 van de thema’s {}, eerste thema juist {}, soort juist {}. Op uw teksten kan het anders zijn.",
                measured.statements, measured.themes, measured.primary, measured.kind
            )
        },
        coding_unmeasured: "Hoe goed deze codes zijn, is niet gemeten.",
        coding_reviewed: "Door een mens bekeken",
        data: "Gegevensbestanden",
        selection: |limit| {
            format!(
                "Dit is een grote verzameling. De pagina’s tonen een keuze: van elke bron de eerste {limit} uitspraken, in de volgorde van de bron. De gegevensbestanden bevatten alles."
            )
        },
        empty: "Er zijn geen uitspraken gevonden.",
    },
    terms: Terms {
        statement: Noun { one: "uitspraak", many: "uitspraken" },
        source: Noun { one: "bron", many: "bronnen" },
        theme: Noun { one: "Thema", many: "Thema’s" },
        record: Noun { one: "reactie in een tabel", many: "reacties in tabellen" },
        respondent: Noun { one: "genoemde indiener", many: "genoemde indieners" },
        kind: Noun { one: "Soort", many: "Soorten" },
        section: "Kop",
        no_section: "Zonder kop",
        share: "Aandeel",
        total: "Totaal",
        number: "Aantal",
        uncoded: "Overig",
        uncoded_long: "zonder thema (overig)",
        uncoded_definition: "Uitspraken waarin geen van de thema’s van het codeboek is herkend. Lees ze na: hier kan een thema ontbreken.",
        doubtful: "met twijfel over begin of einde",
        doubtful_flag: |doubt| format!("Twijfel over begin of einde ({doubt})"),
        truncated: "afgebroken in de bron",
        reviewed: "Door een mens bekeken",
        conflicts: "waarover codeurs het oneens zijn",
        conflict_flag: |about| {
            format!("Codeurs zijn het oneens over: {about}; hier staat de code van het programma")
        },
        other_language: "in een andere taal",
        all: "Alle uitspraken",
        quotes: "Citaten",
        no_quotes: "Geen citaten.",
        definition: "Betekenis",
        include: "Hoort erbij",
        exclude: "Hoort er niet bij",
        examples: "Voorbeelden uit het codeboek",
        counter_examples: "Lijkt erop, maar is het niet",
        subtheme: Noun { one: "Subthema", many: "Subthema’s" },
        with_theme: "Samen met",
        theme_counts: "Dit thema in getallen",
        in_source: "Bekijk in de bron",
        permalink: |id| format!("Vaste link naar {id}"),
        duplicate: "Zelfde woorden als",
        first_of: |shown, total| format!("De eerste {shown} van {total}; alle staan in statements.csv."),
        question: "Vraag",
        marked: |themes| format!("Reden voor: {themes}"),
        by_human: |coder| format!("vastgesteld door {coder}"),
        checked: "bekeken door een mens",
    },
    repeats: RepeatWords {
        title: "Dezelfde woorden vaker",
        group: Noun { one: "groep", many: "groepen" },
        intro: "Uitspraken die woord voor woord of bijna hetzelfde zijn, zoals een brief die veel mensen insturen. De grootste groep staat bovenaan.",
        explained: "Hoe herhalingen tellen",
        points: &[
            "Uitspraken met dezelfde woorden zijn een groep: gelijke teksten, teksten met kleine verschillen, en brieven waar iemand een eigen begin of einde bij schreef. Er wordt niets weggelaten: elke inzending staat in het rapport en telt in de gewone aantallen mee.",
            "Het tweede aantal telt wat een groep deelt één keer, en elke eigen toevoeging apart. Bij een thema telt het gedeelde stuk mee als de woorden voor dat thema daarin staan, en een toevoeging als ze in de toevoeging staan.",
            "Wat iemand zelf toevoegde, is onderstreept met streepjes en krijgt ook zonder de brief eromheen een thema.",
            "Korte antwoorden zoals ‘geen mening’ zijn alleen een groep als ze gelijk zijn. In een korte zin maakt één ander woord een andere uitspraak.",
        ],
        both_ways: |total, noun, collapsed| {
            format!("{total} {noun} · {collapsed} als herhalingen één keer tellen")
        },
        repeated: |times| format!("{times} keer ingestuurd"),
        passage: "Wat deze uitspraken delen:",
        own: "Eigen toevoeging",
        own_flag: "met eigen toevoeging (onderstreept met streepjes)",
    },
    source: SourceWords {
        intro_pages: "De teruggevonden uitspraken staan in leesvolgorde, elk met de bronregels waaruit ze zijn gemaakt. Daarna volgt de bladzijde zoals die in het bestand staat.",
        intro_parts: "De teruggevonden uitspraken staan in leesvolgorde, elk met de alinea’s waaruit ze zijn gemaakt. Daarnaast staat de tekst zoals die in het bestand staat.",
        intro_records: "Bij elke rij staan de uitspraken en de cellen zoals ze in het bestand staan.",
        facts: "Over deze bron",
        file: "Bestand",
        hash: "SHA-256",
        encoding: "Tekencodering",
        themes_here: "Thema’s in deze bron",
        page: |number, label| match label {
            Some(label) => format!("Bladzijde {number} (gedrukt nummer {label})"),
            None => format!("Bladzijde {number}"),
        },
        page_short: |page| format!("blz. {page}"),
        open_original: "Deze bladzijde in de PDF",
        column: |column| format!("Kolom {column}"),
        lines: "Regels",
        line: "Regel",
        line_place: |page, line, from, to| format!("blz. {page}, regel {line}, tekens {from}–{to}"),
        part: |part| match part {
            "body" => "Hoofdtekst".to_owned(),
            "footnotes" => "Voetnoten".to_owned(),
            "endnotes" => "Eindnoten".to_owned(),
            "comments" => "Opmerkingen".to_owned(),
            "header" => "Kop van de mail".to_owned(),
            "text/plain" | "text/html" => "Bericht".to_owned(),
            other if other.starts_with("header") => "Kopregels".to_owned(),
            other if other.starts_with("footer") => "Voetregels".to_owned(),
            other => other.to_owned(),
        },
        paragraph: "Alinea",
        paragraphs: "Alinea’s",
        paragraph_short: |paragraph| format!("alinea {paragraph}"),
        paragraph_place: |part, paragraph, from, to| {
            format!("{part}, alinea {paragraph}, tekens {from}–{to}")
        },
        part_line_place: |part, line, from, to| format!("{part}, regel {line}, tekens {from}–{to}"),
        cell_place: |row, field, from, to| format!("rij {row}, veld {field}, tekens {from}–{to}"),
        row: |row| format!("rij {row}"),
        sheet: "Blad",
        record: |id, row| format!("Reactie {id} (rij {row})"),
        made_of: "Gemaakt van",
        why: "Waarom deze codes",
        as_printed: "Zoals in het bestand",
        as_printed_note: "Elk stuk tekst linkt naar de uitspraak waarin het terechtkwam. Stukken uit de tweede kolom zijn getint.",
        structure: "Geen uitspraak",
        structure_table: "Tekst die geen uitspraak is, met de plaats in de bron",
        text: "Tekst",
        element: "Wat het is",
        withheld: "[niet openbaar]",
        no_statements: "Hier begint geen uitspraak.",
        score: "zekerheid",
        rule: "regel",
        date: "Datum",
        fields: "Andere velden",
    },
    agreement: AgreementWords {
        title: "Overeenstemming tussen codeurs",
        intro: &[
            "Deze uitspraken zijn blind gecodeerd: wie codeerde, zag de codes van het programma en van anderen niet. De codes in de rest van dit rapport veranderen er niet door.",
            "Krippendorffs alfa en Cohens kappa trekken af wat toeval zou opleveren: 1 is volledige overeenstemming, 0 is wat toeval geeft. Krippendorff vindt conclusies vanaf 0,80 betrouwbaar en tussen 0,667 en 0,80 voorlopig. Over alle thema’s tegelijk telt de alfa mee hoe ver twee keuzes uit elkaar liggen (MASI). Een klein aantal uitspraken geeft een breed interval.",
        ],
        machine: "het programma",
        about: "Over",
        columns: ["Gelijk", "Alfa", "95%-interval van alfa", "Kappa"],
        sets: "alle thema’s tegelijk",
        undefined: "niet bepaald",
        to: "tot",
        caption: |statements| {
            let noun = if statements == 1 { "uitspraak" } else { "uitspraken" };
            format!("Overeenstemming op {statements} {noun} die blind zijn gecodeerd")
        },
        differences: |statements| {
            let noun = if statements == 1 { "uitspraak" } else { "uitspraken" };
            format!("Verschillend gecodeerd: {statements} {noun}")
        },
    },
    about: AboutWords {
        reading: "Zo leest u dit rapport",
        reading_points: &[
            "Klik op een getal om precies die uitspraken te zien.",
            "Klik bij een uitspraak op de bron om te zien waar die staat, tot op de regel en het teken.",
            "Gemarkeerde woorden waren de reden voor een thema. Heeft een uitspraak meer thema’s, dan staat bij de woorden het nummer van het thema.",
            "Elke uitspraak heeft een vast nummer (st-…). Dat verandert niet als er bronnen bij komen, dus u kunt ernaar verwijzen.",
            "Het rapport werkt zonder internet en zonder JavaScript. U kunt het afdrukken.",
        ],
        method: "Werkwijze",
        method_points: &[
            "De bronnen worden letterlijk gelezen. Kolommen worden uit elkaar gehaald; koppen, voetregels en paginanummers worden apart gehouden.",
            "Daarna wordt de tekst verdeeld in uitspraken: één opsommingspunt of alinea, of één reactie uit een tabel. Alleen regeleinden, afbreekstreepjes en dubbele spaties worden hersteld.",
            "De regels van het codeboek, en het geleerde model als dat is gebruikt, kennen aan elke uitspraak één soort toe, en nul of meer thema’s. Bij elk thema staan de woorden en de regel die de reden waren.",
            "Dezelfde bronnen en hetzelfde codeboek geven altijd precies hetzelfde rapport.",
        ],
        limits: "Waar u op moet letten",
        limits_points: &[
            "De codes zijn voorstellen van een programma. Een code die een mens heeft vastgesteld, draagt een naam.",
            "Aantallen tellen uitspraken, geen mensen: wie veel schrijft, telt vaker mee.",
            "Begin en einde van een uitspraak kunnen onzeker zijn; dat staat er dan bij.",
            "Reacties die niet openbaar zijn, staan niet op deze pagina’s en tellen er niet mee.",
        ],
        glossary: "Begrippen",
        glossary_terms: &[
            ("Bron", "Eén bestand met reacties."),
            (
                "Uitspraak",
                "De eenheid die een code krijgt: één punt of alinea van één indiener, of één reactie uit een tabel.",
            ),
            ("Soort", "Wat een uitspraak doet: een knelpunt noemen, een wens uiten of context geven."),
            ("Thema", "Waar een uitspraak over gaat, volgens het codeboek."),
            ("Overig", "Geen van de thema’s past."),
            ("Codeboek", "De thema’s met hun betekenis en de regels om ze te herkennen."),
            ("Zekerheid", "Een getal van 0 tot 1 voor hoe zeker het programma van een code is."),
            ("Twijfel", "Een getal van 0 tot 1 voor hoe onzeker begin en einde van een uitspraak zijn."),
        ],
        codebook: "Het codeboek",
        codebook_table: "Thema’s met hun betekenis",
        data: "Gegevensbestanden",
        data_files: &[
            ("statements.csv", "Alle uitspraken voor een rekenblad, met een kolom met 0 of 1 per thema."),
            ("statements.jsonl", "Alle uitspraken met codes, gemarkeerde woorden en plaats in de bron."),
            ("groups.jsonl", "Groepen van uitspraken en van hele reacties met dezelfde woorden."),
            ("structure.jsonl", "Tekst die geen uitspraak is: koppen, voetregels, paginanummers."),
            ("problems.jsonl", "Alle aandachtspunten bij de bronnen."),
            ("summary.json", "De aantallen van dit rapport."),
            ("summary.md", "De hoofdlijnen als tekst om over te nemen."),
            ("manifest.json", "Versies en controlegetallen van alles waaruit dit rapport is gemaakt."),
        ],
        data_note: "Tekens tellen op deze pagina’s vanaf 1, tot en met het laatste teken. In de JSON-bestanden tellen ze vanaf 0, tot het laatste teken. In statements.csv staat een apostrof vóór een cel die anders een formule zou zijn.",
        provenance: "Herkomst",
        versions: "Versies",
        changelog: "Wat er aan het codeboek is veranderd",
        version_names: ["Programma", "Taalanalyse", "Codeboek", "Model", "Indeling van de bestanden"],
        none: "geen",
        inputs: "Invoerbestanden met hun SHA-256",
        role: "Rol",
        settings: "Instellingen",
        setting: "Instelling",
        value: "Waarde",
    },
};

fn kind(kind: Kind) -> Noun {
    match kind {
        Kind::Knelpunt => Noun { one: "Knelpunt", many: "Knelpunten" },
        Kind::Wens => Noun { one: "Wens", many: "Wensen" },
        Kind::Context => Noun { one: "Context", many: "Context" },
    }
}

fn kind_meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::Knelpunt => "Wat er nu mis is, ontbreekt, moeilijk is of zorgen geeft.",
        Kind::Wens => "Wat er nodig is, gevraagd wordt of gewenst is.",
        Kind::Context => "Een neutraal feit, een omschrijving, of wat goed gaat.",
    }
}

fn kind_source(source: KindSource) -> &'static str {
    match source {
        KindSource::Rule => "voorstel, door een regel",
        KindSource::Heading => "voorstel, door de kop erboven",
        KindSource::Model => "voorstel, door een getraind model",
        KindSource::Prior => "voorstel, omdat het de meest gewone soort is",
        KindSource::Human => "vastgesteld door een mens",
    }
}

fn coder(coder: Coder) -> &'static str {
    match coder {
        Coder::Rule => "voorstel, door een regel",
        Coder::Model => "voorstel, door een getraind model",
        Coder::Human => "vastgesteld door een mens",
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Fout",
        Severity::Warning => "Waarschuwing",
        Severity::Info => "Ter informatie",
    }
}

fn structure(kind: StructureKind) -> &'static str {
    match kind {
        StructureKind::Heading => "Kop",
        StructureKind::Header => "Kopregel",
        StructureKind::Footer => "Voetregel",
        StructureKind::PageNumber => "Paginanummer",
        StructureKind::Contents => "Inhoudsopgave",
        StructureKind::ListMarker => "Opsommingsteken",
        StructureKind::Footnote => "Voetnoot",
        StructureKind::Margin => "Kantlijntekst",
        StructureKind::MailHeader => "Mailkop",
        StructureKind::Salutation => "Aanhef",
        StructureKind::Signature => "Ondertekening",
        StructureKind::QuotedMail => "Geciteerde mail",
        StructureKind::Title => "Titel",
        StructureKind::Comment => "Opmerking bij de tekst",
        StructureKind::Navigation => "Navigatie",
        StructureKind::ColumnName => "Kolomnamen",
        StructureKind::Note => "Titel of noot boven de tabel",
        StructureKind::Excluded => "Weggelaten door een analist",
        StructureKind::Cell => "Ander veld",
    }
}

fn truncated(truncated: Truncated) -> &'static str {
    match truncated {
        Truncated::No => "",
        Truncated::Start => "Begin ontbreekt in deze bron",
        Truncated::End => "Einde ontbreekt in deze bron",
        Truncated::Both => "Begin en einde ontbreken in deze bron",
    }
}
