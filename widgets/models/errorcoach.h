#pragma once

#include "netcore/observe/portowner.h"
#include "netcore/session/snapshot.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace models {

/// One thing that the user can do next; with an action it can be done by a click.
struct NextStep
{
    enum class Action : quint8 {
        None,            // a sentence only
        OpenInstead,     // open `value`, an endpoint spec, in place of what failed
        EditEndpoint,    // put `value` into the endpoint field, the cursor at Explanation::position
        Retry,           // open the same session again
        ResumeRecording, // try to write again
    };

    QString text; // a sentence
    Action action = Action::None;
    QString value;
    QString label; // of the button; empty without an action
};

/// A failure as a person reads it. Every text is plain text, translated, and safe to show: what came from
/// outside went through plain().
struct Explanation
{
    QString what;          // "Connection refused"
    QString where;         // "tcp://127.0.0.1:9000"
    QString errnoName;     // "ECONNREFUSED, from connect()"; says so where no system call was involved
    QString cause;         // a sentence or two
    QList<NextStep> steps; // never empty
    qsizetype position = -1;
    netcore::SessionId session = netcore::SessionId::None;
};

/// What the machine says about a failure; gathered once, so that explain() itself is a pure function.
struct LocalFacts
{
    std::optional<netcore::PortOwner> owner;
    quint16 freePort = 0;
    quint16 firstUnprivilegedPort = 1024;
    QStringList interfaces; // names that a scope id can name, loopback left out
    int openFilesLimit = 0;
};

/// Looks at /proc and the interfaces only for the kinds of failure that need it.
LocalFacts gatherFacts(const netcore::Failure &failure);

/// What failed, where, by which errno, why, and what to do next (faults rows 16, 19, 20, 22, 23).
/// Thread   any thread; the one-argument form reads /proc (blocking, some 10 ms at most)
Explanation explain(const netcore::Failure &failure, const LocalFacts &facts);
Explanation explain(const netcore::Failure &failure);

/// The reason of an error in one line, for a table cell: "refused (ECONNREFUSED)".
QString shortReason(const netcore::NetError &error);
/// Why a connection is over, in one line: "FIN by peer", "reset by peer (ECONNRESET)".
QString endReasonText(netcore::EndReason reason, const netcore::NetError &error);

} // namespace models
