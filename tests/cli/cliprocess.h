#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QProcess>
#include <QtCore/QStringList>

/// One real socketarium-cli, or a program that we did not write, with what it has written so far.
class CliProcess
{
public:
    /// Starts socketarium-cli with these arguments.
    explicit CliProcess(const QStringList &arguments, const QProcessEnvironment &environment = {});
    CliProcess(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment);
    ~CliProcess();

    /// Of a listener with --print json: its port, once it listens; 0 if it ended or did not within 10 s.
    quint16 port();
    /// Events so far, from --print json. A line that is no JSON object is a failed test.
    QList<QJsonObject> events() const;
    QList<QJsonObject> events(const QString &name) const;

    void write(const QByteArray &bytes);
    void closeInput();
    void signal(int number);
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// The exit code, once it has ended; -1 if it crashed or did not end within 20 s.
    int exitCode();

    const QByteArray &out() const { return m_out; }
    const QByteArray &err() const { return m_err; }

private:
    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
};

/// Python's socket module on the other end. `script` sees `socket`, `sys`; port() reads the number that it
/// prints.
class PythonPeer
{
public:
    explicit PythonPeer(const QByteArray &script, const QStringList &arguments = {});
    ~PythonPeer();

    quint16 port();
    QByteArray out() const { return m_out; }
    int exitCode();

private:
    QProcess m_process;
    QByteArray m_out;
};

/// Absent and CI is not set: the test says which program it misses and is skipped; with CI set it fails.
bool hasProgram(const QString &name);
#define NEEDS_PROGRAM(name)                                                                                  \
    do {                                                                                                     \
        if (!hasProgram(QStringLiteral(name))) {                                                             \
            if (qEnvironmentVariableIsSet("CI"))                                                             \
                QFAIL(name " is not installed");                                                             \
            QSKIP(name " is not installed");                                                                 \
        }                                                                                                    \
    } while (false)
