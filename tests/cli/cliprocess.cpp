#include "tests/cli/cliprocess.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QStandardPaths>
#include <QtTest/QTest>

#include <csignal>

namespace {

constexpr int patienceMs = 20'000;

int codeOf(QProcess &process)
{
    const bool ended = QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, patienceMs);
    return ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

void endNow(QProcess &process)
{
    process.disconnect();
    if (process.state() == QProcess::NotRunning)
        return;
    process.kill();
    process.waitForFinished();
}

} // namespace

CliProcess::CliProcess(const QStringList &arguments, const QProcessEnvironment &environment)
    : CliProcess(QStringLiteral(CLI_PROGRAM), arguments, environment)
{
}

CliProcess::CliProcess(const QString &program, const QStringList &arguments,
                       const QProcessEnvironment &environment)
{
    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process,
                     [this] { m_out += m_process.readAllStandardOutput(); });
    QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_process,
                     [this] { m_err += m_process.readAllStandardError(); });
    if (!environment.isEmpty())
        m_process.setProcessEnvironment(environment);
    m_process.start(program, arguments);
}

CliProcess::~CliProcess()
{
    endNow(m_process);
}

quint16 CliProcess::port()
{
    const auto listening = [this] { return !events(QStringLiteral("listening")).isEmpty() || !isRunning(); };
    if (!QTest::qWaitFor(listening, patienceMs) || events(QStringLiteral("listening")).isEmpty())
        return 0;
    const QString addresses =
        events(QStringLiteral("listening")).first()[QLatin1String("addresses")].toString();
    const QString first = addresses.section(QLatin1Char(' '), 0, 0);
    return first.sliced(first.lastIndexOf(QLatin1Char(':')) + 1).toUShort();
}

QList<QJsonObject> CliProcess::events() const
{
    QList<QJsonObject> list;
    QList<QByteArray> lines = m_out.split('\n');
    lines.removeLast(); // empty, or not whole yet
    for (const QByteArray &line : lines) {
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (!document.isObject())
            QTest::qFail(("no JSON object: " + line).constData(), __FILE__, __LINE__);
        list.append(document.object());
    }
    return list;
}

QList<QJsonObject> CliProcess::events(const QString &name) const
{
    QList<QJsonObject> list;
    for (const QJsonObject &event : events()) {
        if (event[QLatin1String("event")] == name)
            list.append(event);
    }
    return list;
}

void CliProcess::write(const QByteArray &bytes)
{
    m_process.write(bytes);
}

void CliProcess::closeInput()
{
    m_process.closeWriteChannel();
}

void CliProcess::signal(int number)
{
    ::kill(pid_t(m_process.processId()), number);
}

int CliProcess::exitCode()
{
    return codeOf(m_process);
}

PythonPeer::PythonPeer(const QByteArray &script, const QStringList &arguments)
{
    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process,
                     [this] { m_out += m_process.readAllStandardOutput(); });
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const QString head = QStringLiteral("import socket, struct, sys, hashlib\n");
    m_process.start(QStringLiteral("python3"), QStringList{QStringLiteral("-u"), QStringLiteral("-c"),
                                                           head + QString::fromUtf8(script)} +
                                                   arguments);
}

PythonPeer::~PythonPeer()
{
    endNow(m_process);
}

quint16 PythonPeer::port()
{
    const bool told = QTest::qWaitFor([this] { return m_out.contains('\n'); }, patienceMs);
    return told ? m_out.first(m_out.indexOf('\n')).toUShort() : quint16(0);
}

int PythonPeer::exitCode()
{
    return codeOf(m_process);
}

bool hasProgram(const QString &name)
{
    return !QStandardPaths::findExecutable(name).isEmpty();
}
