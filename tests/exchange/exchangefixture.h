#pragma once

#include "netcore/exchange/recordingexport.h"
#include "netcore/recording/recordingwriter.h"
#include "tests/recording/recordingfixture.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

/// What the tests of the exchange share: a recording written record by record, and other people's programs.
namespace exchangetest {

using netcore::ConnectionId;
using netcore::Direction;
using netcore::RecordKind;

/// Writes a recording as the engine would.
class Script
{
public:
    explicit Script(const QString &directory, quint64 maxBytes = 64u << 20)
    {
        netcore::RecordingOptions options;
        options.directory = directory;
        options.payloadSegmentBytes = 4u << 20;
        options.indexSegmentRows = 4096;
        options.maxBytes = maxBytes;
        options.keepFreeBytes = 0;
        auto made = netcore::RecordingWriter::create(options, m_clock);
        Q_ASSERT(made);
        m_writer = std::move(*made);
    }

    std::shared_ptr<const netcore::RecordingStore> store()
    {
        m_writer->commit();
        return m_writer->store();
    }

    void session(int number, const char *spec)
    {
        json(ConnectionId::None, RecordKind::SessionOpened,
             {{QStringLiteral("session"), number}, {QStringLiteral("spec"), QLatin1String(spec)}});
    }

    /// `again` is a ring's second description.
    void opened(int connection, const QJsonObject &facts, bool again = false)
    {
        QJsonObject all = facts;
        if (again)
            all.insert(QStringLiteral("again"), true);
        json(ConnectionId(connection), RecordKind::ConnectionOpened, all);
    }
    void closed(int connection, const QJsonObject &facts, const char *how, const char *error = nullptr)
    {
        QJsonObject all = facts;
        all.insert(QStringLiteral("ended"), QLatin1String(how));
        if (error)
            all.insert(QStringLiteral("errno"), QLatin1String(error));
        json(ConnectionId(connection), RecordKind::ConnectionClosed, all);
    }
    void data(int connection, Direction direction, const QByteArray &bytes,
              RecordKind kind = RecordKind::Chunk)
    {
        append(ConnectionId(connection), kind, direction, bytes);
    }
    void note(int connection, const char *text)
    {
        append(ConnectionId(connection), RecordKind::Note, Direction::None, text);
    }

    static QJsonObject facts(int session, const char *transport, bool inbound, const char *local,
                             const char *peer)
    {
        return {{QStringLiteral("session"), session},
                {QStringLiteral("transport"), QLatin1String(transport)},
                {QStringLiteral("inbound"), inbound},
                {QStringLiteral("local"), QLatin1String(local)},
                {QStringLiteral("peer"), QLatin1String(peer)}};
    }

private:
    void json(ConnectionId connection, RecordKind kind, const QJsonObject &object)
    {
        append(connection, kind, Direction::None, QJsonDocument(object).toJson(QJsonDocument::Compact));
    }
    void append(ConnectionId connection, RecordKind kind, Direction direction, const QByteArray &bytes)
    {
        m_clock.steady += 1'234'567;
        netcore::Record head;
        head.time = m_writer->now();
        head.kind = kind;
        head.direction = direction;
        head.connection = connection;
        m_writer->append(head, bytes);
    }

    recordingtest::FakeClock m_clock;
    std::unique_ptr<netcore::RecordingWriter> m_writer;
};

/// Bytes that name their place, so that a wrong order shows.
inline QByteArray numbered(qsizetype length, int seed = 0)
{
    QByteArray bytes;
    bytes.reserve(length + 16);
    for (int i = seed; bytes.size() < length; ++i)
        bytes += QByteArray::number(i) + ' ';
    return bytes.first(length);
}

/// The standard output of a program; its standard error is appended where it failed.
inline QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    const bool ended = QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30'000);
    QByteArray output = process.readAllStandardOutput();
    if (!ended || process.exitCode() != 0)
        output += "FAILED: " + process.readAllStandardError();
    return output;
}

inline bool has(const char *program)
{
    return !QStandardPaths::findExecutable(QLatin1String(program)).isEmpty() ||
           qEnvironmentVariableIsSet("CI");
}

inline QStringList linesOf(const QByteArray &text)
{
    return QString::fromUtf8(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

} // namespace exchangetest
