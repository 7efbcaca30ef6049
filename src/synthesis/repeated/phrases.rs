//! What people write around a text: personal openings and endings, greetings, formulas, forms; and sentences about anything.

use super::super::random::Random;

fn drawn(of: &[&str], random: &mut Random) -> String {
    random.pick(of).copied().unwrap_or_default().to_owned()
}

/// A personal opening.
pub(in super::super) fn opening(random: &mut Random) -> String {
    let since = random.whole(2, 60);
    let place = place(random);
    let who = drawn(&WHO, random);
    match random.whole(0, 9) {
        0 => format!("Ik woon al {since} jaar in {place} en maak me zorgen."),
        1 => format!("Als {who} uit {place} wil ik hierover graag iets kwijt."),
        2 => format!("Mijn naam doet er niet toe, maar als {who} weet ik waar ik het over heb."),
        3 => format!("Sinds {} werk ik als {who} in {place} en ik zie het elke dag misgaan.", 2024 - since),
        4 => format!("Hallo, hier een reactie van een {who}."),
        5 => format!("Namens mijn buren in {place} stuur ik u dit bericht, want wij liggen er wakker van."),
        6 => format!("Wij zijn een gezin met {} kinderen en zijn net naar {place} verhuisd.", since % 4 + 2),
        7 => format!("Vorige week sprak ik in {place} met een {who} die hetzelfde vertelde."),
        8 => format!("Dit raakt mij persoonlijk: mijn vader van {} was jarenlang {who}.", since + 40),
        _ => format!("Met verbazing las ik in de krant over de plannen voor {place}."),
    }
}

/// A personal ending.
pub(in super::super) fn ending(random: &mut Random) -> String {
    let place = place(random);
    let who = drawn(&WHO, random);
    let number = random.whole(2, 30);
    match random.whole(0, 9) {
        0 => format!("In onze straat in {place} speelt dit al {number} jaar."),
        1 => format!("Groeten van een bezorgde {who} uit {place}."),
        2 => format!("Ik hoop dat u eens bij ons in {place} komt kijken, de koffie staat klaar."),
        3 => format!("Zelf heb ik dit {number} keer meegemaakt en elke keer liep het anders af."),
        4 => format!("Mijn dochter is {who} en zegt precies hetzelfde."),
        5 => format!("Doe er alstublieft iets aan voordat het in {place} echt misgaat!"),
        6 => format!("P.S. Ook mijn {number} collega's denken er zo over, al durft niemand dat te zeggen."),
        7 => format!("Wie betaalt straks de rekening, een {who} misschien?"),
        8 => format!("Daarom overwegen wij om na {number} jaar uit {place} te vertrekken."),
        _ => format!("Bel mij gerust, ik ben als {who} bijna altijd thuis."),
    }
}

/// The name of a town.
pub(in super::super) fn place(random: &mut Random) -> String {
    drawn(&PLACES, random)
}

const PLACES: [&str; 16] = [
    "Zutphen",
    "Lelystad",
    "Heerlen",
    "Katwijk",
    "Oss",
    "Veendam",
    "Goes",
    "Almere",
    "Tiel",
    "Roermond",
    "Dokkum",
    "Hoorn",
    "Emmen",
    "Gouda",
    "Terneuzen",
    "Apeldoorn",
];

const WHO: [&str; 16] = [
    "verpleegkundige",
    "leerkracht",
    "mantelzorger",
    "student",
    "agent",
    "vader van twee",
    "ondernemer",
    "vrijwilliger",
    "huisarts",
    "gepensioneerde",
    "pleegmoeder",
    "raadslid",
    "buschauffeur",
    "jongerenwerker",
    "huurder",
    "boerin",
];

/// How writers begin sentence after sentence.
pub(super) fn lead(random: &mut Random) -> String {
    drawn(
        &[
            "Wij vinden dat",
            "Daarnaast valt op dat",
            "Ook geldt dat",
            "Tot slot merken wij op dat",
            "Het is zo dat",
        ],
        random,
    )
}

/// A few polite words that stand above a short response.
pub(super) fn greeting(random: &mut Random) -> Vec<String> {
    let greetings = [
        "Beste mensen,",
        "Geachte heer, mevrouw,",
        "Goedemorgen,",
        "L.S.,",
        "Hierbij mijn reactie.",
        "Beste raad,",
    ];
    let mut parts = vec![drawn(&greetings, random)];
    if random.chance(0.5) {
        parts.push(drawn(
            &["Groet, een inwoner", "Met vriendelijke groet,", "Alvast bedankt!", "Hoogachtend,"],
            random,
        ));
    }
    parts
}

/// The fixed parts of a letter or form, between which people write.
pub(super) fn formula(random: &mut Random) -> Vec<String> {
    let openings = [
        "Geachte commissie, naar aanleiding van de terinzagelegging van het ontwerpbesluit maak ik hierbij gebruik van de gelegenheid om mijn zienswijze naar voren te brengen.",
        "Geacht college, hierbij ontvangt u onze reactie op de internetconsultatie, waarvoor wij u danken. Wij reageren op persoonlijke titel.",
        "Beste leden van de raad, op uw website las ik dat inwoners kunnen meedenken over het nieuwe beleid, en dat doe ik graag.",
        "Vraag 1. Wat is volgens u het belangrijkste probleem waar het voorstel iets aan moet doen? Licht uw antwoord toe.",
        "Deelnemer aan het burgerpanel. Thema van de avond: veiligheid en zorg. Opmerking van de deelnemer:",
    ];
    let middles = [
        "Vraag 2. Welke maatregelen zou u zelf als eerste nemen, en waarom juist die?",
        "Verder wil ik het volgende onder uw aandacht brengen.",
        "Over de uitvoering willen wij nog dit opmerken.",
    ];
    let endings = [
        "In afwachting van uw reactie verblijf ik, met de meeste hoogachting, en ik verzoek u mij op de hoogte te houden van de verdere procedure.",
        "Wij vertrouwen erop u hiermee voldoende te hebben geïnformeerd en zijn graag bereid tot een nadere toelichting.",
        "Met vriendelijke groet, een betrokken inwoner van deze gemeente.",
        "Dit formulier is verzonden via de website van de gemeente. U ontvangt binnen zes weken een ontvangstbevestiging.",
    ];
    let mut parts = vec![drawn(&openings, random)];
    if random.chance(0.4) {
        parts.push(drawn(&middles, random));
    }
    if random.chance(0.8) {
        parts.push(drawn(&endings, random));
    }
    parts
}

/// The same sentence, each time about something else.
pub(super) fn framed(size: usize, random: &mut Random) -> Vec<String> {
    let frame = drawn(&FRAMES, random);
    let mut subjects: Vec<&str> = SUBJECTS.to_vec();
    random.shuffle(&mut subjects);
    subjects.into_iter().take(size).map(|subject| frame.replace("##", subject)).collect()
}

const FRAMES: [&str; 18] = [
    "Er is te weinig capaciteit bij ##.",
    "Zonder ## komt er van al die plannen niets terecht.",
    "De samenwerking met ## verloopt in onze regio erg moeizaam.",
    "Wij missen in het voorstel aandacht voor ##.",
    "Zorg dat ## in elke gemeente goed geregeld is.",
    "Investeer meer in ## en minder in nieuwe regels.",
    "Voor ## is al jaren geen geld beschikbaar.",
    "Niemand weet hoe het met ## verder moet.",
    "Ik maak me zorgen over ##.",
    "Bij ## lopen de wachttijden steeds verder op.",
    "Over ## krijgen inwoners nauwelijks informatie.",
    "Het is onduidelijk wie er gaat over ##.",
    "De kennis van ## is de laatste jaren verdwenen.",
    "Laat de gemeente samen met ## een plan maken.",
    "Er moet één landelijk punt komen voor ##.",
    "Wij zijn tevreden over ##.",
    "Waarom wordt er bezuinigd op ##?",
    "Als het om ## gaat, wijst iedereen naar elkaar.",
];

const SUBJECTS: [&str; 32] = [
    "de politie",
    "de jeugdzorg",
    "het onderwijs",
    "de wijkverpleging",
    "de huisartsen",
    "het openbaar vervoer",
    "de opvang",
    "de rechtbank",
    "het waterschap",
    "de brandweer",
    "het wijkteam",
    "de schuldhulp",
    "de reclassering",
    "de bibliotheek",
    "het zwembad",
    "de nachtopvang",
    "het maatschappelijk werk",
    "de tolken",
    "de zedenpolitie",
    "het taalonderwijs",
    "de kinderopvang",
    "de inspectie",
    "het groenonderhoud",
    "de verslavingszorg",
    "het jongerenwerk",
    "de leerplicht",
    "de woningbouw",
    "het buurthuis",
    "de vrijwilligers",
    "de handhaving",
    "het ziekenhuis",
    "de pleegzorg",
];
