"""Fails on calls and words that the house rules forbid, each with its reason.

Faults row 60: text of a peer in a QLabel, a tool tip or a message box is read as HTML. A tool tip therefore takes
only plainForToolTip() or a tr() text, a label and a table cell only plain() where the text is not ours.
A line that is right all the same says why in a comment: `// words: reason`.
"""
import re
import subprocess
import sys

EVERYWHERE = [
    (r"\bwaitFor(Connected|ReadyRead|BytesWritten|Disconnected|Encrypted)\s*\(", "blocking wait"),
    (r"\bprocessEvents\s*\(", "re-enters the event loop"),
    (r"\bQThread::(m|u)?sleep\s*\(|\bstd::this_thread::sleep_|\b(u|nano)sleep\s*\(", "sleep"),
    (r"class\s+\w+[^;{]*:\s*public\s+QThread\b", "QThread subclass"),
    (r"\b(TODO|FIXME|XXX|HACK)\b", "unfinished work is not left in the code"),
    (r"\bSSL\b(?!_)", "the word is TLS"),
]
GUI = [
    # Raw bytes of a peer becoming text for a widget without plain().
    (r"\bset(Text|PlainText|PlaceholderText|Title|WindowTitle|StatusTip)\s*\([^;]*\b(QString::from(Utf8|Latin1|Local8Bit)"
     r"\s*\(|QLatin1String\s*\()\s*(payload|bytes|chunk|datagram|part)\b", "bytes of a peer pass models::plain() first"),
    (r"\bsetHtml\s*\(|\binsertHtml\s*\(|\bappendHtml\s*\(|\bQTextBrowser\b", "no HTML is rendered in this program"),
    (r"\bQt::(RichText|AutoText|MarkdownText)\b", "labels show plain text"),
    (r"\bsetStyleSheet\s*\(", "palettes, no style sheets"),
]
# A tool tip is rich text whenever it looks like it: only our own words, the escaped form, or a function named for it.
TOOL_TIP = re.compile(r"\b(set(ToolTip|WhatsThis)|QToolTip::showText)\s*\(")
TAME = re.compile(r"\btr\(|plainForToolTip\(|translated?\(|\w+(ToolTip|Tip)(Text)?\(|\btoolTipText\(|QString\(\)|\{\}"
                  r"|\w*[tT]ip\b")
CORE = [(r"\b(tr|QCoreApplication::translate)\s*\(\s*\"", "netcore holds no translated sentence: use NETCORE_REASON"),
        (r"\bQSettings\b", "netcore knows no settings")]
PRINTING = [(r"\bqPrintable\s*\(\s*(payload|text|bytes)\b", "what a peer sent passes models::plain() first")]


def code_lines(text):
    """Line numbers with their code: comments and string contents are not calls."""
    for number, line in enumerate(text.splitlines(), 1):
        if "// words:" in line:
            continue
        yield number, line


def rules_for(path):
    rules = list(EVERYWHERE) if not path.startswith("tests/") else EVERYWHERE[:4]
    if path.startswith(("widgets/", "app/gui/")):
        rules += GUI
    if path.startswith("netcore/"):
        rules += CORE
    if path.startswith("app/cli/"):
        rules += PRINTING
    return rules


def tool_tip_faults(path, text):
    for match in TOOL_TIP.finditer(text):
        statement = text[match.end():text.find(";", match.end())]
        line = text.count("\n", 0, match.start()) + 1
        if not TAME.search(statement):
            yield f"{path}:{line}: a tool tip takes tr() or plainForToolTip(): {statement[:60].strip()}"


def faults_in(path, text):
    if path.startswith(("widgets/", "app/gui/")):
        yield from tool_tip_faults(path, text)
    for number, line in code_lines(text):
        for pattern, reason in rules_for(path):
            if re.search(pattern, line):
                yield f"{path}:{number}: {reason}: {line.strip()[:90]}"


def self_check():
    """The rules must be able to fail, and must let the right form through."""
    bad = ["label->setToolTip(peerName);", "view->setHtml(page);", "label->setText(QString::fromUtf8(payload));",
           "socket.waitForReadyRead(3);", "label->setTextFormat(Qt::RichText);", "// TODO later",
           "QToolTip::showText(pos, banner);"]
    good = ['button->setToolTip(tr("Close"));', "row->setToolTip(models::plainForToolTip(name));",
            "label->setText(models::plain(payload));"]
    for line in bad:
        if not list(faults_in("widgets/a.cpp", line)):
            sys.exit(f"this gate no longer sees: {line}")
    for line in good:
        if list(faults_in("widgets/a.cpp", line)):
            sys.exit(f"this gate refuses: {line}")


def main():
    self_check()
    names = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], capture_output=True,
                           text=True, check=True).stdout.split("\n")
    faults = []
    for path in names:
        if path.endswith((".cpp", ".h")):
            try:
                with open(path, encoding="utf-8") as file:
                    faults += faults_in(path, file.read())
            except FileNotFoundError:
                continue
    print("\n".join(faults))
    print(f"{len(names)} files, {len(faults)} faults")
    sys.exit(bool(faults))


main()
