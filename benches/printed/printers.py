"""Programs that print the text of a PDF. Each gives the text; `absent` says why one cannot work here."""

import glob
import shutil
import subprocess

JARS = ["pdfbox2.jar", "pdfbox2-tools.jar", "fontbox2.jar", "commons-logging.jar"]
JAVA_FOLDER = "/usr/share/java"


def pdfbox_absent():
    if not shutil.which("java"):
        return "the program java"
    absent = [jar for jar in JARS if not glob.glob(f"{JAVA_FOLDER}/{jar}")]
    return f"{', '.join(absent)} (Debian's libpdfbox2-java)" if absent else None


def print_pdfbox(file):
    """Text sorted by position, with a form feed between pages."""
    path = ":".join(f"{JAVA_FOLDER}/{jar}" for jar in JARS)
    pages, texts = count_pages(file), []
    for page in range(1, pages + 1):
        command = [
            "java",
            "-Xshare:auto",
            "-cp",
            path,
            "org.apache.pdfbox.tools.ExtractText",
            "-sort",
            "-console",
            "-encoding",
            "UTF-8",
        ]
        texts.append(run([*command, "-startPage", str(page), "-endPage", str(page), str(file)]))
    return "\f".join(texts)


def count_pages(file):
    info = run(["pdfinfo", str(file)])
    return next(int(line.split()[1]) for line in info.splitlines() if line.startswith("Pages:"))


def poppler_absent():
    return (
        None
        if shutil.which("pdftotext") and shutil.which("pdfinfo")
        else "the programs pdftotext and pdfinfo (poppler-utils)"
    )


def run(command):
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode("utf-8")


# Name, what is absent for it, how it prints a PDF.
PRINTERS = [
    ("pdfbox", lambda: pdfbox_absent() or poppler_absent(), print_pdfbox),
    ("poppler", poppler_absent, lambda file: run(["pdftotext", str(file), "-"])),
    ("poppler-layout", poppler_absent, lambda file: run(["pdftotext", "-layout", str(file), "-"])),
    ("poppler-raw", poppler_absent, lambda file: run(["pdftotext", "-raw", str(file), "-"])),
]
