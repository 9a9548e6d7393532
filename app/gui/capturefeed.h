#pragma once

#include "netcore/framing/framer.h"
#include "netcore/payload/capturerule.h"
#include "netcore/recording/recordingstore.h"

#include <QtCore/QMap>
#include <QtCore/QObject>

#include <map>
#include <memory>
#include <vector>

namespace app {

/// Looks for what the user wants captured in the frames that come in live: each new record once.
///
/// Cost     nothing without a rule; with one, at most `bytesAtOnce` a call, so that a flood is behind and not
/// in the way Frames   of the connection's framing; without one, each chunk or datagram as it was read Limits
/// keeps what belongs to no frame yet: at most FramingLimits::maxFrame a connection Thread   GUI thread
class CaptureFeed : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 bytesAtOnce = 4 << 20;
    /// The one-line framing of a live connection; "raw" or empty for none.
    using FramingOf = std::function<QString(netcore::ConnectionId)>;

    CaptureFeed(std::shared_ptr<const netcore::RecordingStore> store, FramingOf framingOf,
                QObject *parent = nullptr);

    /// REQUIRES: each text is a rule that CaptureRule::parse() takes.
    void setRules(const QMap<QString, QString> &rules);
    void drain();

Q_SIGNALS:
    void captured(netcore::ConnectionId connection, const QString &name, const netcore::CapturedValue &value);

private:
    /// What of one connection belongs to no frame yet.
    struct Cutter
    {
        QString spec;
        std::unique_ptr<netcore::Framer> framer; // nothing without a framing
        QByteArray waiting;
        quint64 waitingFrom = 0;
    };
    void take(const netcore::Record &record, const QByteArray &bytes);
    Cutter &cutterOf(netcore::ConnectionId connection);
    void look(netcore::ConnectionId connection, QByteArrayView frame);

    netcore::RecordingReader m_reader;
    FramingOf m_framingOf;
    std::vector<std::pair<QString, netcore::CaptureRule>> m_rules;
    std::map<netcore::ConnectionId, Cutter> m_cutters;
    netcore::RowNumber m_next = 0;
};

} // namespace app
