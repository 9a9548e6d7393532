#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace netcore {

/// The language of a small program that sends a payload.
enum class SnippetForm : quint8 { Hex, Python, C, Cpp, Go, Rust, Ncat };
constexpr int snippetForms = 7;

const char *snippetFormName(SnippetForm form); // "Python", "C++", …

struct SnippetTarget
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 9000;
    bool isUdp = false;
};

/// The payload as hex digits, or as a whole program (a shell line for ncat) that sends it to the target and
/// ends.
///
/// Text     ASCII only; nothing in it acts on a terminal. A host that is no name or address is left out for
///          127.0.0.1, so that it cannot become code.
/// Thread   any thread
QString snippet(QByteArrayView payload, SnippetForm form, const SnippetTarget &target);

} // namespace netcore
