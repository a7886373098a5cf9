"""Checks of the documents under a folder, each by a tool that is not ours. See verifier-documents.sh.

The text rendering of a document, which has every figure and heading in reading order, is what its PDF is compared to.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
import zipfile
from concurrent.futures import ThreadPoolExecutor

COTRAITANCE_MAX = 150_000  # bytes: a message with its attachment
NUMBER = re.compile(r"\d+(?:[\u00a0\u202f ]\d{3})*(?:,\d+)?")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace")


def squeeze(text):
    """Without spaces: lines may be broken elsewhere, thousands parted by other spaces."""
    return re.sub(r"[\s\u00a0\u202f]+", "", text)


def text_headings(text):
    lines = text.splitlines()
    return [lines[i - 1] for i, line in enumerate(lines) if i and re.fullmatch("[─═]+", line.strip()) and
            line[:1] in "─═" and lines[i - 1].strip()]


def blocks(text):
    return [block.splitlines() for block in re.split(r"\n\s*\n", text)]


def is_table(block):
    return any(re.match(r"  ─+(  ─+)*$", line) for line in block)


def printed_blocks(text):
    """Without the tables that only feed charts, which a PDF shows as pictures: said so under their title or, when they
    have none, just before their chart."""
    kept = blocks(text)
    for block, following in zip(kept, kept[1:] + [[""]]):
        feeds = "(données du graphique)" in block[0] or (is_table(block) and following[0].startswith("[Graphique"))
        if not feeds:
            yield block


def is_key_figure(line):
    """« ▲ Projection au 31 décembre     150  sous-réalisation », two spaces or a mark before it."""
    return re.match(r"(?:  |▲ |● )\S.*?\s{2,}\S", line) is not None


def check_pdf_structure(path):
    checked = run("qpdf", "--check", str(path))
    if checked.returncode != 0 or "WARNING" in checked.stdout + checked.stderr:
        yield "qpdf : " + (checked.stdout + checked.stderr).strip().splitlines()[-1]


def check_pdf_fonts(path):
    fonts = run("pdffonts", str(path)).stdout.splitlines()[2:]
    if not fonts:
        yield "pdffonts : aucune police"
    for line in fonts:
        embedded, subset = line.split()[-5:-3]
        if embedded != "yes" or subset != "yes":
            yield f"police ni incorporée ni réduite : {line.split()[0]}"


def check_pdf_pages(path):
    with tempfile.TemporaryDirectory() as folder:
        drawn = run("pdftoppm", "-r", "20", str(path), folder + "/p")
    if drawn.returncode != 0 or drawn.stderr.strip():
        yield "pdftoppm : " + (drawn.stderr.strip().splitlines() or ["échec"])[0]


def check_pdf_text(path):
    shown = run("pdftotext", "-layout", str(path), "-").stdout
    reference = path.with_suffix(".txt").read_text(encoding="utf-8")
    squeezed = squeeze(shown)
    if "\ufffd" in shown:
        yield "texte : caractère U+FFFD"
    at = 0
    for heading in text_headings(reference):
        found = squeezed.find(squeeze(heading), at)
        if found < 0:
            yield f"texte : « {heading} » manque, ou n'est pas à sa place"
            break
        at = found
    numbers = {squeeze(n) for n in NUMBER.findall(shown)}
    for block in printed_blocks(reference):
        for line in block:
            for number in NUMBER.findall(line):
                wanted = squeeze(number)
                # figures stand alone; in sentences and definitions a line may end within a number
                if wanted not in numbers and (is_key_figure(line) or wanted not in squeezed):
                    yield f"texte : « {number} » manque ({line.strip()[:60]})"


def check_pdf_size(path):
    if path.name.startswith("cotraitance-") and path.stat().st_size >= COTRAITANCE_MAX:
        yield f"taille : {path.stat().st_size} octets"


def check_markup(path):
    try:
        xml.parse(path)
    except xml.ParseError as error:
        yield f"XML : {error}"


def check_workbook_parts(path):
    with zipfile.ZipFile(path) as book:
        if book.testzip() is not None:
            yield f"zip : {book.testzip()}"
        for name in book.namelist():
            if name.endswith((".xml", ".rels", ".vml")):
                try:
                    xml.fromstring(book.read(name))
                except xml.ParseError as error:
                    yield f"{name} : {error}"


def check_workbook_sheets(path):
    with zipfile.ZipFile(path) as book:
        names = set(book.namelist())
        targets = {r.get("Id"): r.get("Target") for r in xml.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        sheets = list(xml.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet"))
        if not sheets:
            yield "aucune feuille"
        for sheet in sheets:
            part = "xl/" + targets.get(sheet.get(OFFICE + "id"), "absente")
            if part not in names:
                yield f"feuille « {sheet.get('name')} » : {part} manque"
            elif any(cell.find(MAIN + "f") is not None for cell in xml.fromstring(book.read(part)).iter(MAIN + "c")):
                yield f"feuille « {sheet.get('name')} » : une formule"


CHECKS = {
    ".pdf": [check_pdf_structure, check_pdf_fonts, check_pdf_pages, check_pdf_text, check_pdf_size],
    ".svg": [check_markup],
    ".html": [check_markup],
    ".xlsx": [check_workbook_parts, check_workbook_sheets],
}


def faults_of(check, path):
    try:
        return list(check(path))
    except Exception as error:  # a broken file is a fault of the file, whatever breaks on it
        return [f"{check.__name__} : {type(error).__name__} {error}"]


def check_file(path):
    return [(path, faults_of(check, path)) for check in CHECKS[path.suffix]]


def check_libreoffice(root):
    """One mission locale's workbooks and a region's largest: LibreOffice takes seconds for each."""
    office = shutil.which("soffice")
    books = sorted(root.glob("ordinaire/local/*/*.xlsx")) + sorted(root.glob("region-60/regional/*/cotraitance-*.xlsx"))
    if office is None:
        print("LibreOffice absent : classeurs non convertis")
    if office is None or not books:  # without a file it would wait for a user
        return []
    with tempfile.TemporaryDirectory() as folder:
        run(office, f"-env:UserInstallation=file://{folder}/profil", "--headless", "--convert-to", "ods", "--outdir", folder,
            *map(str, books))
        return [(book, [] if pathlib.Path(folder, book.stem + ".ods").exists() else
                 ["LibreOffice ne le convertit pas"]) for book in books]


def main(folder):
    root = pathlib.Path(folder)
    files = sorted(path for path in root.rglob("*") if path.suffix in CHECKS)
    with ThreadPoolExecutor(3) as pool:
        office = pool.submit(check_libreoffice, root)
        results = [result for group in pool.map(check_file, files) for result in group] + office.result()
    for path, faults in results:
        for fault in faults:
            print(f"{path.relative_to(root)} : {fault}")
    failed = sum(1 for _, faults in results if faults)
    print(f"{len(files)} documents et images : {len(results) - failed} passed, {failed} failed")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
