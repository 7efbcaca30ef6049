"""What the printed documents say and how they are to look: drawn anew for every document, with the truth."""

import json
import random
from dataclasses import dataclass, field

FAMILIES = [
    "Liberation Sans",
    "Liberation Serif",
    "DejaVu Sans",
    "DejaVu Serif",
    "Carlito",
    "Lato",
    "Open Sans",
    "EB Garamond",
]


@dataclass
class Look:
    """The choices of a publisher. Lengths are in points, distances in rows of body type."""

    family: str
    size: float
    leading: float
    columns: int
    gutter: float
    margin: float
    gap: float
    justified: bool
    hyphenated: bool
    numbered: bool
    heading_size: float
    heading_bold: bool
    header: bool
    footer: str
    quotes: float
    headings: float
    bullets: bool


@dataclass
class Document:
    """The parts of a document in order, each (`heading` | `statement` | `quote`, text), and what a reader copies from it."""

    name: str
    title: str
    look: Look
    parts: list = field(default_factory=list)
    gold: list = field(default_factory=list)


def read_texts(file):
    """The texts of a JSON Lines file, with what it says of their coding."""
    with open(file, encoding="utf-8") as lines:
        read = [json.loads(line) for line in lines if line.strip()]
    return [line | {"text": " ".join(line["text"].split())} for line in read if line.get("text", "").strip()]


def draw_look(chance, families):
    size = chance.uniform(8, 10.5)
    return Look(
        family=chance.choice(families),
        size=round(size, 2),
        leading=round(size * chance.uniform(1.18, 1.45), 2),
        columns=chance.choice([1, 2, 2, 2, 2, 3]),
        gutter=chance.uniform(12, 26),
        margin=chance.uniform(42, 75),
        gap=chance.choice([0.5, 1, 1, 1, 2]),
        justified=chance.random() < 0.4,
        hyphenated=chance.random() < 0.4,
        numbered=chance.random() < 0.7,
        heading_size=chance.uniform(1.1, 1.5),
        heading_bold=chance.random() < 0.8,
        header=chance.random() < 0.4,
        footer=chance.choice(["", "number", "title", "title and number"]),
        quotes=chance.choice([0, 0, 0.04]),
        headings=chance.choice([0, 0.06, 0.12]),
        bullets=chance.random() < 0.15,
    )


def heading_title(texts, chance):
    """A short text without its point."""
    short = [line["text"].rstrip(".") for line in texts if 2 <= len(line["text"].split()) <= 6]
    short = [text for text in short if not set(text) & set('.?!:;"(')]
    return chance.choice(short or ["Samenwerking"])


def draw_document(texts, name, title, families, seed, statements):
    """A document of about so many statements; of twice as many, where there are columns."""
    chance = random.Random(f"{seed} {name}")
    document = Document(name, title, draw_look(chance, families))
    look = document.look
    count = round(statements * chance.uniform(0.8, 1.2)) * (2 if look.columns > 1 else 1)
    deck = chance.sample(texts, min(len(texts), count))
    chapter, number, section = chance.randint(1, 6), chance.randint(0, 9), None
    for line in deck:
        if chance.random() < look.headings:
            number += 1
            words = heading_title(texts, chance)
            section = f"{chapter}.{number} {words}" if look.numbered else words
            document.parts.append(("heading", section))
        kind = "quote" if chance.random() < look.quotes else "statement"
        document.parts.append((kind, line["text"]))
        document.gold.append(
            {
                "doc": name,
                "n": len(document.gold) + 1,
                "text": line["text"],
                "section": section,
                "column": None,
                "truncated": "no",
                "kind": line.get("kind") or "context",
                "themes": [theme if isinstance(theme, str) else theme["code"] for theme in line.get("themes", [])],
            }
        )
    return document
