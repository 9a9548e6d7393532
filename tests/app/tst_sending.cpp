#include "app/gui/capturepayloads.h"
#include "app/gui/payloadimport.h"
#include "app/gui/workspacefiles.h"
#include "tests/support/windowtest.h"
#include "widgets/common/faultpanel.h"
#include "widgets/common/quickopenbar.h"
#include "widgets/composer/composer.h"
#include "widgets/composer/payloadedit.h"
#include "widgets/models/connectionmodel.h"
#include "widgets/models/framingchoices.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableWidget>

using namespace netcore;
using widgets::PayloadEdit;

/// Prints its port, then the milliseconds since the read before and the bytes of each read; answers each with
/// the bytes that it was told.
static const char *const server = R"(
import socket, sys, time
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(); print(s.getsockname()[1], flush=True)
c, _ = s.accept()
last = time.monotonic()
while True:
    d = c.recv(65536)
    if not d: break
    now = time.monotonic()
    print(int((now - last) * 1000), d.hex(), flush=True)
    last = now
    c.sendall(bytes.fromhex(sys.argv[1]))
)";

/// The composer of the real window, seen by Python's socket module.
class TestSending : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aCutPayloadArrivesInItsPieces();
    void aCapturedValueGoesBack();
    void variablesAreSavedWithTheWorkspace();
    // faults.md row 56, of another program's file
    void aHostileImportIsToldWithItsPlace();
    void aStreamOfACaptureBecomesPayloads();

private:
    quint16 startServer(const char *greeting);
    void connectTo(quint16 port, const QString &framing);
    PayloadEdit *text() { return m_window->composer->findChild<PayloadEdit *>(QStringLiteral("text")); }
    template <class T>
    T *part(const char *name)
    {
        return m_window->composer->findChild<T *>(QString::fromLatin1(name));
    }
    QList<QByteArrayList> reads() const; // (milliseconds, hex)

    std::unique_ptr<QProcess> m_server;
    QByteArray m_printed;
};

void TestSending::init()
{
    openWindow();
    m_window->resize(1280, 800);
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestSending::cleanup()
{
    if (m_server)
        m_server->kill();
    m_server.reset();
    closeWindow();
    m_printed.clear();
}

quint16 TestSending::startServer(const char *greeting)
{
    m_server = std::make_unique<QProcess>();
    connect(m_server.get(), &QProcess::readyRead, this, [this] { m_printed += m_server->readAll(); });
    m_server->start(QStringLiteral("python3"),
                    {QStringLiteral("-c"), QString::fromLatin1(server), QString::fromLatin1(greeting)});
    return QTest::qWaitFor([this] { return m_printed.contains('\n'); }, 10'000)
               ? m_printed.first(m_printed.indexOf('\n')).toUShort()
               : 0;
}

void TestSending::connectTo(quint16 port, const QString &framing)
{
    m_window->quickOpen->openText(QStringLiteral("tcp://127.0.0.1:%1").arg(port));
    QTRY_VERIFY(m_window->composer->currentTarget().connection != ConnectionId::None);
    QTRY_COMPARE(m_window->model->connections().constFirst().state, ConnectionState::Established);
    if (!framing.isEmpty()) {
        QVERIFY(m_window->framings->chooseForSession(m_window->composer->currentTarget().session, framing));
        QTRY_COMPARE(m_window->composer->currentTarget().framing, framing);
    }
}

QList<QByteArrayList> TestSending::reads() const
{
    QList<QByteArrayList> all;
    for (const QByteArray &line : m_printed.split('\n').mid(1)) {
        if (line.contains(' '))
            all << line.split(' ');
    }
    return all;
}

void TestSending::aCutPayloadArrivesInItsPieces()
{
    if (QStandardPaths::findExecutable(QStringLiteral("python3")).isEmpty())
        QSKIP("python3 is not installed");
    connectTo(startServer(""), QStringLiteral("len(u16be)"));
    text()->insertPlainText(QStringLiteral("{{counter:u8 from 65}}{{crc:sum8}}"));
    part<QComboBox>("cut")->setCurrentIndex(1); // byte by byte
    part<QSpinBox>("cutGap")->setValue(30);
    QCOMPARE(part<widgets::MarkedEdit>("wire")->toPlainText(), QStringLiteral("00 │ 02 │ 41 │ 41"));
    part<QPushButton>("send")->click();
    QTRY_COMPARE_WITH_TIMEOUT(reads().size(), 4, 10'000);
    QByteArray joined;
    for (const QByteArrayList &read : reads()) {
        QCOMPARE(read[1].size(), 2); // one byte
        joined += read[1];
    }
    QCOMPARE(joined, QByteArray("00024141"));
    for (int i = 1; i < 4; ++i)
        QVERIFY2(reads()[i][0].toInt() >= 25, reads()[i][0].constData());
    QTRY_COMPARE(part<widgets::MarkedEdit>("wire")->toPlainText(), QStringLiteral("00 │ 02 │ 42 │ 42"));
    part<QComboBox>("cut")->setCurrentIndex(4); // two in one write
    part<QPushButton>("send")->click();
    QTRY_COMPARE(reads().size(), 5);
    QCOMPARE(reads()[4][1], QByteArray("0002424200024343"));
}

void TestSending::aCapturedValueGoesBack()
{
    if (QStandardPaths::findExecutable(QStringLiteral("python3")).isEmpty())
        QSKIP("python3 is not installed");
    widgets::FieldSources sources;
    sources.captures.insert(QStringLiteral("id"), QStringLiteral("u16be at 2 if 0004"));
    m_window->composer->setFieldSources(sources);
    Q_EMIT m_window->composer->fieldSourcesChanged();
    connectTo(startServer("0002ffff"
                          "00041234abcd"
                          "0001aa"),
              QStringLiteral("len(u16be)"));
    text()->insertPlainText(QStringLiteral("x"));
    part<QPushButton>("send")->click();
    QTRY_COMPARE(reads().size(), 1);
    text()->selectAll();
    text()->insertPlainText(QStringLiteral("{{captured:id as u16le}}"));
    QTRY_VERIFY(part<QPushButton>("send")->isEnabled());
    part<QPushButton>("send")->click();
    QTRY_COMPARE(reads().size(), 2);
    QCOMPARE(reads()[1][1], QByteArray("00023412"));
}

void TestSending::variablesAreSavedWithTheWorkspace()
{
    const QString file = m_folder->filePath(QStringLiteral("lab.json"));
    QFile beside(m_folder->filePath(QStringLiteral("part.bin")));
    QVERIFY(beside.open(QIODevice::WriteOnly) && beside.write("part") == 4);
    beside.close();
    widgets::FieldSources sources;
    sources.variables.insert(QStringLiteral("unit"), QStringLiteral("17"));
    m_window->composer->setFieldSources(sources);
    m_window->composer->addSavedPayloads({{.name = QStringLiteral("p"),
                                           .text = QStringLiteral("{{var:unit}}"),
                                           .fields = true,
                                           .tags = {QStringLiteral("t")}}});
    QVERIFY(m_window->workspaceFiles->saveAs(file));
    m_window->composer->setFieldSources({});
    m_window->composer->setSavedPayloads({});
    m_window->workspaceFiles->open(file);
    QCOMPARE(m_window->composer->fieldSources().variables.value(QStringLiteral("unit")),
             QStringLiteral("17"));
    QCOMPARE(m_window->composer->savedPayloads().size(), 1);
    QVERIFY(m_window->composer->savedPayloads().constFirst().fields);
    text()->insertPlainText(QStringLiteral("{{file:part.bin}}{{var:unit as u8}}"));
    QCOMPARE(part<widgets::MarkedEdit>("hex")->toPlainText(), QStringLiteral("70 61 72 74 11"));
}

void TestSending::aHostileImportIsToldWithItsPlace()
{
    QFile file(m_folder->filePath(QStringLiteral("packets.ini")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("[a]\nname=a\nhexString=0G\n") > 0);
    file.close();
    app::PayloadImport import(*m_window);
    import.import(file.fileName());
    QVERIFY(m_window->composer->savedPayloads().isEmpty());
    QVERIFY(m_window->faults->isVisible());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) &&
            file.write("[a]\nname=a\nhexString=01\n") > 0);
    file.close();
    import.import(file.fileName());
    QCOMPARE(m_window->composer->savedPayloads().size(), 1);
}

/// A capture that this test writes itself: two UDP datagrams out, one back (pcap, link type raw IP).
static QByteArray smallCapture()
{
    QByteArray file = QByteArray::fromHex("d4c3b2a1"
                                          "0200"
                                          "0400"
                                          "00000000"
                                          "00000000"
                                          "ffff0000"
                                          "65000000");
    const auto add = [&](bool isOut, const QByteArray &payload) {
        QByteArray packet = QByteArray::fromHex("4500"
                                                "0000"
                                                "0000"
                                                "0000"
                                                "4011"
                                                "0000") +
                            QByteArray::fromHex(isOut ? "7f0000017f000002" : "7f0000027f000001") +
                            QByteArray::fromHex(isOut ? "13881770" : "17701388") + QByteArray(4, '\0') +
                            payload;
        const auto put = [&](qsizetype at, qsizetype value) {
            packet[at] = char(value >> 8);
            packet[at + 1] = char(value);
        };
        put(2, packet.size());
        put(24, 8 + payload.size());
        quint32 sum = 0;
        for (int i = 0; i < 20; i += 2)
            sum += quint32(uchar(packet[i])) << 8 | uchar(packet[i + 1]);
        sum = (sum & 0xFFFF) + (sum >> 16);
        put(10, qsizetype(~sum & 0xFFFF));
        QByteArray head(16, '\0');
        head[8] = head[12] = char(packet.size());
        file += head + packet;
    };
    add(true, "one");
    add(false, "back");
    add(true, "two");
    return file;
}

void TestSending::aStreamOfACaptureBecomesPayloads()
{
    QFile file(m_folder->filePath(QStringLiteral("some.pcap")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(smallCapture()) > 0);
    file.close();
    app::PayloadImport import(*m_window);
    import.import(file.fileName());
    auto *choice = m_window->findChild<app::CaptureChoice *>(QStringLiteral("captureChoice"));
    QVERIFY(choice);
    QTRY_VERIFY(!choice->isReading());
    auto *table = choice->findChild<QTableWidget *>(QStringLiteral("conversations"));
    QVERIFY2(table->rowCount() == 1,
             qPrintable(choice->findChild<QLabel *>(QStringLiteral("captureStatus"))->text()));
    QCOMPARE(table->item(0, 3)->text(), QStringLiteral("6"));
    choice->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    QTRY_COMPARE(m_window->composer->savedPayloads().size(), 2);
    QCOMPARE(*models::bytesOf(m_window->composer->savedPayloads()[0]), QByteArray("one"));
    QCOMPARE(*models::bytesOf(m_window->composer->savedPayloads()[1]), QByteArray("two"));
    QVERIFY(m_window->workspaceFiles->saveAs(
        m_folder->filePath(QStringLiteral("w.json")))); // it takes their names
}

QTEST_MAIN(TestSending)
#include "tst_sending.moc"
