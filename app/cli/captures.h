#pragma once

#include "app/cli/describe.h"
#include "app/cli/output.h"
#include "app/cli/sendoptions.h"
#include "netcore/payload/capturerule.h"

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <map>
#include <vector>

namespace app {

/// Which text of the command line was refused, and why.
struct RefusedText
{
    netcore::NetError error;
    QString where;
};

/// A captured value that did not come, and what came instead.
struct MissedValue
{
    netcore::ConnectionId connection = netcore::ConnectionId::None;
    QString name;
    QStringList rules;
    quint64 frames = 0;   // that came in on this connection
    QByteArray last;      // the beginning of the last one
    qsizetype length = 0; // of all of it
};

/// What the rules of the command line have taken out of the frames of one connection.
///
/// Limits   of frames that came in, the first bytes of the last one are kept
/// Errors   make() is refused with the rule and the position in it
/// Thread   plain value, any one thread
class Captures
{
public:
    static netcore::Result<Captures, RefusedText> make(const QList<CaptureArgument> &arguments);

    bool isEmpty() const { return m_rules.empty(); }
    void look(const Piece &frame);
    const netcore::CapturedValues &values() const { return m_values; }
    /// Of these the first that was not captured yet; empty where all are there.
    QString firstMissing(const QStringList &names) const;
    /// These were sent: those that are used once are gone.
    void use(const QStringList &names);
    MissedValue missed(const QString &name) const;

private:
    struct Rule
    {
        CaptureArgument argument;
        netcore::CaptureRule rule;
    };
    std::vector<Rule> m_rules;
    netcore::CapturedValues m_values;
    MissedValue m_seen;
};

/// The captured values of every connection of a run.
class CaptureDesk : public QObject
{
    Q_OBJECT

public:
    void setRules(const Captures &rules) { m_rules = rules; }
    /// A piece that came in: a frame where there is a framing, else a chunk or datagram.
    void look(const Piece &piece);
    Captures &of(netcore::ConnectionId connection);
    void forget(netcore::ConnectionId connection) { m_of.erase(connection); }

Q_SIGNALS:
    /// A frame came in, whether or not a rule fits it.
    void looked(netcore::ConnectionId connection);

private:
    Captures m_rules;
    std::map<netcore::ConnectionId, Captures> m_of;
};

Happening missedTold(const MissedValue &value, const QString &framing);

} // namespace app
