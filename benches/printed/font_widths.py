"""Measures how wide characters are in freely licensed typefaces: the table that src/synthesis sets its pages with.

    python3 font_widths.py FOLDER > data/font-widths/widths.tsv

FOLDER holds the unpacked Debian packages that data/README.md names (apt-get download, dpkg -x). Needs fontTools (PyPI).
Widths are in thousandths of the type size; a character that a face lacks has the width of its plain letter, or of n.
"""

import pathlib
import sys
import unicodedata

from fontTools.ttLib import TTFont

# Name in the table, file.
FACES = [
    ("liberation-sans", "LiberationSans-Regular.ttf"),
    ("liberation-sans-bold", "LiberationSans-Bold.ttf"),
    ("dejavu-sans", "DejaVuSans.ttf"),
    ("dejavu-sans-bold", "DejaVuSans-Bold.ttf"),
    ("carlito", "Carlito-Regular.ttf"),
    ("carlito-bold", "Carlito-Bold.ttf"),
    ("lato", "Lato-Regular.ttf"),
    ("lato-bold", "Lato-Bold.ttf"),
    ("open-sans", "OpenSans-Regular.ttf"),
    ("open-sans-bold", "OpenSans-Bold.ttf"),
    ("roboto", "Roboto-Regular.ttf"),
    ("roboto-bold", "Roboto-Bold.ttf"),
    ("roboto-condensed", "RobotoCondensed-Regular.ttf"),
    ("roboto-condensed-bold", "RobotoCondensed-Bold.ttf"),
    ("liberation-serif", "LiberationSerif-Regular.ttf"),
    ("liberation-serif-bold", "LiberationSerif-Bold.ttf"),
    ("caladea", "Caladea-Regular.ttf"),
    ("caladea-bold", "Caladea-Bold.ttf"),
    ("gentium-basic", "GenBasR.ttf"),
    ("gentium-basic-bold", "GenBasB.ttf"),
    ("eb-garamond", "EBGaramond12-Regular.otf"),
    ("eb-garamond-bold", "EBGaramond12-Bold.otf"),
    ("linux-libertine", "LinLibertine_R.otf"),
    ("linux-libertine-bold", "LinLibertine_RB.otf"),
]
CHARACTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "‘’‚“”„–—•…‹›€′″◦▪−ﬁﬂﬀﬃﬄ")]


def measure(file):
    """The width of every character of the table in this font."""
    font = TTFont(file)
    names, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm

    def width(code):
        plain = unicodedata.normalize("NFKD", chr(code))
        found = [names[c] for c in (code, ord(plain[0]), ord("n")) if c in names]
        return round(advances[found[0]][0] * 1000 / em)

    return [width(code) for code in CHARACTERS]


def main(folder):
    files = {file.name: file for file in sorted(pathlib.Path(folder).rglob("*.[ot]tf"))}
    absent = [name for _, name in FACES if name not in files]
    if absent:
        sys.exit(f"not below {folder}: {', '.join(absent)}; unpack the packages that data/README.md names")
    columns = [measure(files[name]) for _, name in FACES]
    print("code", *(face for face, _ in FACES), sep="\t")
    for row, code in enumerate(CHARACTERS):
        print(f"{code:04X}", *(column[row] for column in columns), sep="\t")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
