#include "netcore/payload/snippet.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtNetwork/QUdpSocket>
#include <QtTest/QTest>

#include <memory>

using namespace netcore;

/// Every program is built and run where its tool is there, and a peer that Qt made sees what it sent.
class TestSnippet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsThePayload_data();
    void sendsThePayload();
    void aHostCannotBecomeCode();
    void everythingIsAscii();

private:
    static QByteArray everyByte()
    {
        QByteArray bytes("%d %s 'q' \"d\" \\n -e ");
        for (int i = 0; i < 256; ++i)
            bytes += char(i);
        return bytes;
    }
    /// The steps by which a program is built and run: the last one runs it.
    static QList<QStringList> steps(SnippetForm form)
    {
        switch (form) {
        case SnippetForm::Python: return {{QStringLiteral("python3"), QStringLiteral("p.py")}};
        case SnippetForm::C:
            return {{QStringLiteral("gcc"), QStringLiteral("-std=c99"), QStringLiteral("-Wall"),
                     QStringLiteral("-Wextra"), QStringLiteral("-Werror"), QStringLiteral("p.c"),
                     QStringLiteral("-o"), QStringLiteral("p")},
                    {QStringLiteral("./p")}};
        case SnippetForm::Cpp:
            return {{QStringLiteral("g++"), QStringLiteral("-Wall"), QStringLiteral("-Wextra"),
                     QStringLiteral("-Werror"), QStringLiteral("p.cpp"), QStringLiteral("-o"),
                     QStringLiteral("p")},
                    {QStringLiteral("./p")}};
        case SnippetForm::Go: return {{QStringLiteral("go"), QStringLiteral("run"), QStringLiteral("p.go")}};
        case SnippetForm::Rust:
            return {
                {QStringLiteral("rustc"), QStringLiteral("p.rs"), QStringLiteral("-o"), QStringLiteral("p")},
                {QStringLiteral("./p")}};
        case SnippetForm::Ncat: return {{QStringLiteral("sh"), QStringLiteral("p.sh")}};
        case SnippetForm::Hex: break;
        }
        return {};
    }
    static QString fileName(SnippetForm form)
    {
        static const char *const ends[] = {"txt", "py", "c", "cpp", "go", "rs", "sh"};
        return QStringLiteral("p.") + QString::fromLatin1(ends[int(form)]);
    }
};

void TestSnippet::sendsThePayload_data()
{
    QTest::addColumn<SnippetForm>("form");
    QTest::addColumn<bool>("isUdp");
    for (int i = 1; i < snippetForms; ++i) {
        const auto form = SnippetForm(i);
        QTest::addRow("%s tcp", snippetFormName(form)) << form << false;
        QTest::addRow("%s udp", snippetFormName(form)) << form << true;
    }
}

void TestSnippet::sendsThePayload()
{
    QFETCH(SnippetForm, form);
    QFETCH(bool, isUdp);
    const QString tool =
        form == SnippetForm::Ncat ? QStringLiteral("ncat") : steps(form).constFirst().constFirst();
    if (QStandardPaths::findExecutable(tool).isEmpty()) {
        const bool mustBeThere = tool != QLatin1String("go") && tool != QLatin1String("rustc");
        if (mustBeThere && qEnvironmentVariableIsSet("CI"))
            QFAIL(qPrintable(tool + QStringLiteral(" is not installed")));
        QSKIP(qPrintable(tool + QStringLiteral(" is not installed")));
    }
    QTcpServer tcp;
    QUdpSocket udp;
    QVERIFY(tcp.listen(QHostAddress::LocalHost) && udp.bind(QHostAddress::LocalHost));
    QByteArray received;
    connect(&tcp, &QTcpServer::newConnection, &tcp, [&] {
        QTcpSocket *peer = tcp.nextPendingConnection();
        connect(peer, &QTcpSocket::readyRead, peer, [&received, peer] { received += peer->readAll(); });
    });
    connect(&udp, &QUdpSocket::readyRead, &udp, [&] {
        QByteArray datagram(int(udp.pendingDatagramSize()), '\0');
        udp.readDatagram(datagram.data(), datagram.size());
        received += datagram;
    });
    QTemporaryDir folder;
    QFile file(folder.filePath(fileName(form)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const SnippetTarget target{QStringLiteral("127.0.0.1"), isUdp ? udp.localPort() : tcp.serverPort(),
                               isUdp};
    file.write(snippet(everyByte(), form, target).toUtf8());
    file.close();
    for (const QStringList &step : steps(form)) {
        QProcess program;
        program.setWorkingDirectory(folder.path());
        program.setProcessChannelMode(QProcess::MergedChannels);
        const QString path = step.constFirst() == QLatin1String("./p") ? folder.filePath(QStringLiteral("p"))
                                                                       : step.constFirst();
        program.start(path, step.mid(1));
        QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, 60'000);
        QVERIFY2(program.exitCode() == 0, program.readAll().constData());
    }
    QTRY_COMPARE(received.size(), everyByte().size());
    QCOMPARE(received, everyByte());
}

void TestSnippet::aHostCannotBecomeCode()
{
    for (const QString &host :
         {QStringLiteral("x\"; system(\"id\"); //"), QStringLiteral("$(id)"), QStringLiteral("`id`"),
          QStringLiteral("-e/bin/sh"), QStringLiteral("a b"), QStringLiteral("é"), QString()}) {
        for (int i = 1; i < snippetForms; ++i)
            QVERIFY(snippet("x", SnippetForm(i), {host, 1, false}).contains(QStringLiteral("127.0.0.1")));
    }
    QVERIFY(snippet("x", SnippetForm::Go, {QStringLiteral("fe80::1%eth0"), 1, false})
                .contains(QStringLiteral("fe80::1%eth0")));
}

void TestSnippet::everythingIsAscii()
{
    for (int i = 0; i < snippetForms; ++i) {
        const QString text = snippet(everyByte(), SnippetForm(i), {});
        QVERIFY(std::all_of(text.begin(), text.end(), [](QChar c) {
            return (c.unicode() >= 0x20 && c.unicode() < 0x7F) || c == u'\n' || c == u'\t';
        }));
    }
}

QTEST_GUILESS_MAIN(TestSnippet)
#include "tst_snippet.moc"
