"""Programs that make PDFs. Each maker takes a document and a file to write; `absent` says why one cannot work here."""

import html
import importlib.util
import shutil
import subprocess
import tempfile
from pathlib import Path

A4 = (595.28, 841.89)


def typst_absent():
    return None if importlib.util.find_spec("typst") else "the Python package typst"


def make_typst(document, file):
    import typst

    look, lines = document.look, []
    extra = look.leading / look.size - 1

    def text(words):
        escaped = words.replace("\\", "\\\\").replace('"', '\\"')
        return f'#"{escaped}"'

    running = {"": "", "number": "#context counter(page).display()", "title": text(document.title)}
    footer = running.get(look.footer, f"{text(document.title)} #h(1fr) #context counter(page).display()")
    header = text(document.title) if look.header else ""
    lines.append(
        f'#set page(paper: "a4", margin: {look.margin}pt, columns: {look.columns}, header: [{header}], footer: [{footer}])'
    )
    lines.append(f"#set columns(gutter: {look.gutter}pt)")
    hyphenate = "true" if look.hyphenated else "false"
    lines.append(
        f'#set text(font: "{look.family}", size: {look.size}pt, lang: "nl", hyphenate: {hyphenate}, '
        "top-edge: 0.8em, bottom-edge: -0.2em)"
    )
    spacing = extra + look.gap * (1 + extra)
    justify = "true" if look.justified else "false"
    lines.append(f"#set par(justify: {justify}, leading: {extra}em, spacing: {spacing}em)")
    weight = "bold" if look.heading_bold else "regular"
    for kind, words in document.parts:
        if kind == "heading":
            lines.append(
                f'#block(above: {spacing + 1}em, below: {spacing}em, sticky: true, text(size: {look.heading_size}em, weight: "{weight}", hyphenate: false)[{text(words)}])\n'
            )
        elif kind == "quote":
            lines.append(
                f"#block(above: {spacing + 0.4}em, below: {spacing + 0.4}em, text(size: 1.5em, hyphenate: false)[{text(words)}])\n"
            )
        else:
            lines.append(f"- {text(words)}\n" if look.bullets else text(words) + "\n")
    typst.compile("\n".join(lines).encode(), output=str(file))


def reportlab_absent():
    return None if importlib.util.find_spec("reportlab") else "the Python package reportlab"


def make_reportlab(document, file):
    from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    look = document.look
    serif = "Serif" in look.family or "Garamond" in look.family
    book, bold = ("Times-Roman", "Times-Bold") if serif else ("Helvetica", "Helvetica-Bold")
    width = (A4[0] - 2 * look.margin - (look.columns - 1) * look.gutter) / look.columns
    frames = [
        Frame(look.margin + place * (width + look.gutter), 60, width, A4[1] - 120, 0, 0, 0, 0)
        for place in range(look.columns)
    ]
    body = ParagraphStyle(
        "body",
        fontName=book,
        fontSize=look.size,
        leading=look.leading,
        spaceAfter=look.gap * look.leading,
        alignment=TA_JUSTIFY if look.justified else TA_LEFT,
        allowWidows=1,
        allowOrphans=1,
    )
    heading = ParagraphStyle(
        "heading",
        parent=body,
        fontName=bold if look.heading_bold else book,
        fontSize=look.size * look.heading_size,
        leading=look.leading * look.heading_size,
        spaceBefore=look.leading,
        alignment=TA_LEFT,
        keepWithNext=1,
    )
    quote = ParagraphStyle(
        "quote", parent=body, fontSize=look.size * 1.5, leading=look.leading * 1.5, alignment=TA_LEFT
    )
    styles = {"statement": body, "heading": heading, "quote": quote}

    def furniture(canvas, template):
        canvas.setFont(book, look.size)
        if look.header:
            canvas.drawString(look.margin, A4[1] - 38, document.title)
        if "title" in look.footer:
            canvas.drawString(look.margin, 34, document.title)
        if "number" in look.footer:
            canvas.drawRightString(A4[0] - look.margin, 34, str(template.page))

    template = BaseDocTemplate(str(file), pagesize=A4, invariant=1)
    template.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))

    def paragraph(kind, words):
        bullet = "•" if look.bullets and kind == "statement" else None
        style = ParagraphStyle("item", parent=body, leftIndent=12) if bullet else styles[kind]
        return Paragraph(html.escape(words), style, bulletText=bullet)

    template.build([paragraph(*part) for part in document.parts])


def chromium():
    return shutil.which("chromium") or shutil.which("chromium-browser")


def chromium_absent():
    return None if chromium() else "the program chromium"


def make_chromium(document, file):
    look = document.look
    align = "justify" if look.justified else "left"
    weight = "bold" if look.heading_bold else "normal"
    number = "counter(page)"
    footer = {"": '""', "number": number, "title": f'"{document.title}"'}.get(
        look.footer, f'"{document.title} " {number}'
    )
    header = f'"{document.title}"' if look.header else '""'
    style = f"""
        @page {{ size: A4; margin: 60pt {look.margin}pt; @top-left {{ content: {header}; font: 8pt '{look.family}' }}
                 @bottom-left {{ content: {footer}; font: 8pt '{look.family}' }} }}
        body {{ margin: 0; font-family: '{look.family}'; font-size: {look.size}pt; line-height: {look.leading}pt;
                column-count: {look.columns}; column-gap: {look.gutter}pt; text-align: {align}; widows: 1; orphans: 1;
                hyphens: {"auto" if look.hyphenated else "manual"} }}
        p, li {{ margin: 0 0 {look.gap * look.leading}pt 0 }} ul {{ margin: 0; padding-left: 12pt }}
        h2 {{ margin: {look.leading}pt 0 {look.gap * look.leading}pt 0; font-size: {look.heading_size}em; font-weight: {weight};
              line-height: 1.25; text-align: left }}
        blockquote {{ margin: {look.leading * 0.7}pt 0 {look.leading * 1.1}pt 0; font-size: 1.5em; line-height: 1.3; text-align: left }}
    """
    tags = {
        "heading": "<h2>{}</h2>",
        "quote": "<blockquote>{}</blockquote>",
        "statement": "<ul><li>{}</li></ul>" if look.bullets else "<p>{}</p>",
    }
    body = "\n".join(tags[kind].format(html.escape(words)) for kind, words in document.parts)
    page = f'<!doctype html><html lang="nl"><meta charset="utf-8"><title>{html.escape(document.title)}</title><style>{style}</style><body>{body}</body></html>'
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={file}",
        ]
        subprocess.run([chromium(), *flags, source.as_uri()], check=True, capture_output=True, timeout=120)


def soffice():
    return shutil.which("soffice") or shutil.which("libreoffice")


def libreoffice_absent():
    return None if soffice() else "the program soffice (LibreOffice Writer)"


def make_libreoffice(document, file):
    look = document.look
    align = "justify" if look.justified else "start"
    weight = "bold" if look.heading_bold else "normal"
    hyphenate = "true" if look.hyphenated else "false"
    below = look.gap * look.leading

    def style(name, size, leading, weight, align, above, below):
        return (
            f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:line-height="{leading}pt" '
            f'fo:margin-top="{above}pt" fo:margin-bottom="{below}pt" fo:text-align="{align}" fo:widows="0" fo:orphans="0"/>'
            f'<style:text-properties style:font-name="body" fo:font-size="{size}pt" fo:font-weight="{weight}" fo:language="nl" '
            f'fo:country="NL" fo:hyphenate="{hyphenate if name == "statement" else "false"}"/></style:style>'
        )

    styles = (
        style("statement", look.size, look.leading, "normal", align, 0, below)
        + style(
            "heading",
            look.size * look.heading_size,
            look.leading * look.heading_size,
            weight,
            "start",
            look.leading,
            below,
        )
        + style("quote", look.size * 1.5, look.leading * 1.5, "normal", "start", look.leading * 0.7, look.leading)
    )
    title, number = html.escape(document.title), "<text:page-number/>"
    footer = {"": "", "number": number, "title": title}.get(look.footer, f"{title} {number}")
    header = title if look.header else ""
    parts = "".join(
        f'<text:p text:style-name="{kind}">{"• " if look.bullets and kind == "statement" else ""}{html.escape(words)}</text:p>'
        for kind, words in document.parts
    )
    names = "office:urn:oasis:names:tc:opendocument:xmlns:office:1.0 style:urn:oasis:names:tc:opendocument:xmlns:style:1.0 text:urn:oasis:names:tc:opendocument:xmlns:text:1.0 fo:urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0 svg:urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
    spaces = " ".join('xmlns:{}="{}"'.format(*name.split(":", 1)) for name in names.split())
    source_text = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {spaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="body" svg:font-family="'{look.family}'"/></office:font-face-decls>
<office:automatic-styles>{styles}<style:style style:name="columns" style:family="section"><style:section-properties text:dont-balance-text-columns="true">
<style:columns fo:column-count="{look.columns}" fo:column-gap="{look.gutter}pt"/></style:section-properties></style:style>
<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="{A4[0]}pt" fo:page-height="{A4[1]}pt"
fo:margin-top="40pt" fo:margin-bottom="40pt" fo:margin-left="{look.margin}pt" fo:margin-right="{look.margin}pt"/>
<style:header-style><style:header-footer-properties fo:min-height="20pt" fo:margin-bottom="10pt"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="20pt" fo:margin-top="10pt"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"><style:header><text:p>{header}</text:p></style:header>
<style:footer><text:p>{footer}</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text><text:section text:style-name="columns" text:name="body">{parts}</text:section></office:text></office:body></office:document>"""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.fodt"
        source.write_text(source_text, encoding="utf-8")
        command = [
            soffice(),
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        shutil.move(Path(folder) / "page.pdf", file)


# Name, what is absent for it, how it makes a PDF.
MAKERS = [
    ("typst", typst_absent, make_typst),
    ("reportlab", reportlab_absent, make_reportlab),
    ("chromium", chromium_absent, make_chromium),
    ("libreoffice", libreoffice_absent, make_libreoffice),
]
