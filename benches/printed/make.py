"""Makes pages with programs that are not ours, for `bloemlezer bench layout --prepared`.

    python3 benches/printed/make.py --out target/printed
    cargo run --release -- bench layout --prepared target/printed

PDFs by typst, reportlab, Chromium and LibreOffice, and what PDFBox (sorted by position) and poppler print of them, each with its
truth. The Python packages are installed into a virtual environment below target; what else is absent is told and left out:
on Debian `apt-get install chromium libreoffice-writer-nogui default-jre-headless libpdfbox2-java poppler-utils`.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["typst==0.15.2", "reportlab==5.1.0"]
sys.dont_write_bytecode = True


def enter_environment():
    """Goes on inside a virtual environment that has the packages."""
    folder = ROOT / "target" / "printed-env"
    python = folder / "bin" / "python"
    if Path(sys.prefix) == folder:
        return
    if not python.exists():
        venv.create(folder, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=False)
    os.execv(python, [str(python), *sys.argv])


def installed_families(families):
    """Those of the families that are installed, or all where nobody can tell."""
    if not shutil.which("fc-list"):
        return families
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    return [family for family in families if family in listed] or families


def save(folder, files, gold, title):
    """Writes a profile: its pages and their truth."""
    (folder / "pages").mkdir(parents=True)
    for name, content in files:
        (folder / "pages" / name).write_bytes(content)
    (folder / "pages" / "consultation.toml").write_text(f'title = "{title}"\nlanguage = "nl"\n', encoding="utf-8")
    lines = [json.dumps(line, ensure_ascii=False) for line in gold]
    (folder / "gold.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def make_all(name, make, arguments):
    """The documents of one maker with their PDFs."""
    import documents

    texts = documents.read_texts(arguments.texts)
    families = installed_families(documents.FAMILIES)
    made = []
    work = arguments.out / ".work"
    work.mkdir(parents=True, exist_ok=True)
    for number in range(1, arguments.documents + 1):
        file = work / f"{name}-{number:03}.pdf"
        document = documents.draw_document(
            texts, file.stem, arguments.title, families, arguments.seed, arguments.statements
        )
        make(document, file)
        made.append((document, file))
    return made


def gold_of(made, extension):
    return [line | {"doc": f"{document.name}.{extension}"} for document, _ in made for line in document.gold]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, default=ROOT / "tests/gold/open.jsonl")
    parser.add_argument("--documents", type=int, default=10)
    parser.add_argument("--statements", type=int, default=38, help="about so many per document; twice in columns")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--title", default="Verslag bijeenkomsten - programma samenwerking")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    if not arguments.texts.is_file():
        sys.exit(f"the texts {arguments.texts} can't be read: name JSON Lines with a `text` with --texts")
    if arguments.out.exists():
        sys.exit(f"{arguments.out} is there already: name a new folder")
    enter_environment()
    from makers import MAKERS
    from printers import PRINTERS

    absent = [(name, why()) for name, why, _ in [*MAKERS, *PRINTERS] if why()]
    for name, why in absent:
        print(f"{name} is left out: {why} is absent", file=sys.stderr)
    left_out = {name for name, _ in absent}
    for maker, _, make in [maker for maker in MAKERS if maker[0] not in left_out]:
        made = make_all(maker, make, arguments)
        save(
            arguments.out / f"{maker}-pdf",
            [(file.name, file.read_bytes()) for _, file in made],
            gold_of(made, "pdf"),
            arguments.title,
        )
        for printer, _, show in [printer for printer in PRINTERS if printer[0] not in left_out]:
            files = [(f"{document.name}.txt", show(file).encode("utf-8")) for document, file in made]
            save(arguments.out / f"{maker}-{printer}", files, gold_of(made, "txt"), arguments.title)
        print(f"{maker}: {len(made)} documents", file=sys.stderr)
    shutil.rmtree(arguments.out / ".work", ignore_errors=True)


if __name__ == "__main__":
    main()
