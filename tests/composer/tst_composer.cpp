#include "widgets/composer/composer.h"

#include "widgets/common/language.h"
#include "widgets/composer/payloadedit.h"
#include "widgets/composer/payloadlibrary.h"
#include "widgets/composer/structureform.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>

#include <cerrno>

using namespace widgets;
using netcore::ConnectionId;
using netcore::SendId;
using netcore::SessionId;

namespace {

ComposeTarget connectionTarget(quint32 id, bool inbound = true)
{
    ComposeTarget target;
    target.kind = ComposeTarget::Kind::Connection;
    target.session = SessionId(1);
    target.connection = ConnectionId(id);
    target.sessionName = QStringLiteral("Session");
    target.local = netcore::SocketAddress(QHostAddress(QHostAddress::LocalHost), 9000);
    target.peer = netcore::SocketAddress(QHostAddress(QHostAddress::LocalHost), quint16(40000 + id));
    target.inbound = inbound;
    return target;
}

ComposeTarget udpTarget()
{
    ComposeTarget target;
    target.kind = ComposeTarget::Kind::UdpAddress;
    target.session = SessionId(2);
    target.sessionName = QStringLiteral("UDP");
    target.datagrams = true;
    return target;
}

netcore::SendOutcome outcomeOf(quint64 id, quint64 bytes, netcore::NetError error = {})
{
    netcore::SendOutcome outcome;
    outcome.id = SendId(id);
    outcome.bytesAsked = bytes;
    outcome.handedToKernel = error.isError() ? 0 : bytes;
    outcome.error = error;
    outcome.local = netcore::SocketAddress(QHostAddress(QHostAddress::LocalHost), 9000);
    outcome.peer = netcore::SocketAddress(QHostAddress(QHostAddress::LocalHost), 40001);
    return outcome;
}

/// A composer whose sends get ids 1, 2, … and are kept.
class Desk
{
public:
    Desk()
    {
        composer.resize(900, 260);
        QObject::connect(&composer, &Composer::sendRequested, &composer,
                         [this](const ComposeTarget &target, const QByteArray &bytes) {
                             sent.append({target, bytes});
                             composer.sendStarted(SendId(quint64(sent.size())));
                         });
        composer.show();
        if (!QTest::qWaitForWindowActive(&composer)) // shortcuts work only in the active window
            qFatal("no active window");
    }
    PayloadEdit *text() { return composer.findChild<PayloadEdit *>(QStringLiteral("text")); }
    MarkedEdit *wire() { return composer.findChild<MarkedEdit *>(QStringLiteral("wire")); }
    void type(const char *words) { QTest::keyClicks(text(), QString::fromUtf8(words)); }
    PayloadEdit *hex() { return composer.findChild<PayloadEdit *>(QStringLiteral("hex")); }
    QPushButton *send() { return composer.findChild<QPushButton *>(QStringLiteral("send")); }
    QString label(const char *name)
    {
        return composer.findChild<QLabel *>(QString::fromLatin1(name))->text();
    }
    QComboBox *targets() { return composer.findChild<QComboBox *>(QStringLiteral("target")); }
    void pressSend() { QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier); }

    Composer composer;
    QList<QPair<ComposeTarget, QByteArray>> sent;
};

} // namespace

class TestComposer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typingAndSending();
    void editorsFollowEachOther();
    void anErrorIsShownWithItsPlaceAndNothingIsSent();
    void anEndedTargetIsNeverReplacedByAnother();
    void aClientsNextConnectionTakesItsPlace();
    void udpNeedsAnAddressAndMaySendNothing();
    void framingIsOfferedOnlyWhereThereIsOne();
    void repeatsAndStops();
    void aFailedSendEndsTheRepeat();
    void aFileIsPulledPieceByPiece();
    void aFileTooLargeForADatagramIsRefused();
    void tooMuchPastedIsNotTaken();
    void othersOutcomesAreIgnored();
    void theLibraryRenamesMovesAndDeletes();
    void theLanguageChangesAtOnce();
    void fieldsAreMarkedOnBothSides();
    void whatIsShownIsWhatLeaves();
    void framesAreShownAsTheyLeave();
    void whatCannotBeFramedIsToldInPlace();
    void piecesWaitForTheKernel();
    void cutsFollowTheCursor();
    void twoPayloadsInOneWrite();
    void variablesAndCapturedValues();
    void theLibrarySearchesTags();
    void severalSavedPayloadsAreSent();
    void aPayloadIsCopiedAsAProgram();
    void aStructureIsFilledInAsAForm();
};

void TestComposer::typingAndSending()
{
    Desk desk;
    QVERIFY(!desk.send()->isEnabled());
    desk.composer.setTargets({connectionTarget(1)});
    QVERIFY(!desk.send()->isEnabled()); // nothing typed
    QTest::keyClicks(desk.text(), QStringLiteral("Hi\\n"));
    QVERIFY(desk.label("status").contains(QStringLiteral("127.0.0.1:40001")));
    desk.pressSend();
    QTRY_COMPARE(desk.sent.size(), 1); // a shortcut presses the button for a moment
    QCOMPARE(desk.sent[0].second, QByteArray("Hi\n"));
    QCOMPARE(desk.sent[0].first.connection, ConnectionId(1));
    desk.composer.sendFinished(outcomeOf(1, 3));
    QVERIFY2(desk.label("status").contains(QStringLiteral("3 byte")), qPrintable(desk.label("status")));
    QCOMPARE(desk.composer.history().size(), 1);
}

void TestComposer::editorsFollowEachOther()
{
    Desk desk;
    QTest::keyClicks(desk.text(), QStringLiteral("AB"));
    QCOMPARE(desk.hex()->typed(), QStringLiteral("41 42"));
    desk.hex()->selectAll();
    QTest::keyClicks(desk.hex(), QStringLiteral("4344 4"));
    QCOMPARE(desk.text()->typed(), QStringLiteral("CD")); // the last that could be read
    QCOMPARE(desk.hex()->typed(), QStringLiteral("4344 4"));
    QTest::keyClicks(desk.hex(), QStringLiteral("5"));
    QCOMPARE(desk.text()->typed(), QStringLiteral("CDE"));
    QTest::keyClicks(desk.text(), QString(QChar(0xA0))); // a no-break space stays one
    QVERIFY(desk.hex()->typed().toLower().contains(QStringLiteral("c2 a0")));
}

void TestComposer::anErrorIsShownWithItsPlaceAndNothingIsSent()
{
    Desk desk;
    desk.composer.setTargets({connectionTarget(1)});
    QTest::keyClicks(desk.text(), QStringLiteral("abc\\q"));
    QVERIFY(desk.label("problem").contains(QStringLiteral("4")));
    QCOMPARE(desk.text()->extraSelections().size(), 1);
    desk.pressSend();
    desk.composer.send();
    QVERIFY(desk.sent.isEmpty());
    QCOMPARE(desk.text()->typed(), QStringLiteral("abc\\q"));
}

void TestComposer::anEndedTargetIsNeverReplacedByAnother()
{
    Desk desk;
    desk.composer.setTargets({connectionTarget(1), connectionTarget(2)});
    QTest::keyClicks(desk.text(), QStringLiteral("for one only"));
    desk.composer.setTargets({connectionTarget(2)});
    QVERIFY(!desk.send()->isEnabled());
    desk.composer.send();
    QVERIFY(desk.sent.isEmpty());
    QCOMPARE(desk.targets()->count(), 2); // the ended one is still shown
    desk.composer.chooseConnection(ConnectionId(2));
    desk.composer.send();
    QCOMPARE(desk.sent.size(), 1);
    QCOMPARE(desk.sent[0].first.connection, ConnectionId(2));
}

void TestComposer::aClientsNextConnectionTakesItsPlace()
{
    Desk desk;
    desk.composer.setTargets({connectionTarget(1, false)});
    desk.composer.setTargets({});
    desk.composer.setTargets({connectionTarget(5, false)});
    QCOMPARE(desk.composer.currentTarget().connection, ConnectionId(5));
}

void TestComposer::udpNeedsAnAddressAndMaySendNothing()
{
    Desk desk;
    desk.composer.setTargets({udpTarget()});
    QVERIFY(!desk.send()->isEnabled());
    desk.composer.chooseUdpAddress(SessionId(2), QStringLiteral("127.0.0.1:7"));
    QVERIFY(desk.send()->isEnabled());
    desk.composer.send();
    QCOMPARE(desk.sent.size(), 1);
    QCOMPARE(desk.sent[0].second, QByteArray()); // an empty datagram is a datagram
    QCOMPARE(desk.sent[0].first.address, QStringLiteral("127.0.0.1:7"));
}

void TestComposer::framingIsOfferedOnlyWhereThereIsOne()
{
    Desk desk;
    auto *frame = desk.composer.findChild<QCheckBox *>(QStringLiteral("frame"));
    desk.composer.setTargets({connectionTarget(1)});
    QVERIFY(!frame->isVisible());
    ComposeTarget framed = connectionTarget(1);
    framed.framing = QStringLiteral("len(u16be)");
    desk.composer.setTargets({framed});
    QVERIFY(frame->isVisible());
    QTest::keyClicks(desk.text(), QStringLiteral("abc"));
    desk.composer.send();
    QCOMPARE(desk.sent.last().second.toHex(), QByteArray("0003616263"));
    frame->setChecked(false);
    desk.composer.send();
    QCOMPARE(desk.sent.last().second, QByteArray("abc"));
}

void TestComposer::repeatsAndStops()
{
    Desk desk;
    desk.composer.setTargets({connectionTarget(1)});
    QTest::keyClicks(desk.text(), QStringLiteral("x"));
    desk.composer.findChild<QCheckBox *>(QStringLiteral("repeat"))->setChecked(true);
    desk.composer.findChild<QSpinBox *>(QStringLiteral("interval"))->setValue(1);
    desk.composer.findChild<QSpinBox *>(QStringLiteral("count"))->setValue(5);
    desk.composer.send();
    QVERIFY(desk.composer.isRepeating());
    QVERIFY(!desk.send()->isEnabled());
    QTRY_VERIFY(!desk.composer.isRepeating());
    QCOMPARE(desk.sent.size(), 5);
    desk.composer.findChild<QSpinBox *>(QStringLiteral("count"))->setValue(0);
    desk.composer.send();
    QTRY_VERIFY(desk.sent.size() > 10);
    QTest::keyClick(desk.text(), Qt::Key_Escape);
    QVERIFY(!desk.composer.isRepeating());
    QVERIFY(desk.send()->isEnabled());
}

void TestComposer::aFailedSendEndsTheRepeat()
{
    Desk desk;
    desk.composer.setTargets({connectionTarget(1)});
    QTest::keyClicks(desk.text(), QStringLiteral("x"));
    desk.composer.findChild<QCheckBox *>(QStringLiteral("repeat"))->setChecked(true);
    desk.composer.findChild<QSpinBox *>(QStringLiteral("count"))->setValue(0);
    desk.composer.send();
    desk.composer.sendFinished(outcomeOf(1, 1, netcore::NetError::fromErrno(ECONNRESET, "send")));
    QVERIFY(!desk.composer.isRepeating());
    QVERIFY2(desk.label("status").contains(QStringLiteral("ECONNRESET")), qPrintable(desk.label("status")));
}

// faults.md row 14: a file is pulled, never pushed
void TestComposer::aFileIsPulledPieceByPiece()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("big.bin"));
    QByteArray content(2'500'000, '\0');
    for (qsizetype i = 0; i < content.size(); ++i)
        content[i] = char(i * 31 + i / 251);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    Desk desk;
    desk.composer.setTargets({connectionTarget(1)});
    Q_EMIT desk.text()->fileDropped(path);
    QCOMPARE(desk.sent.size(), 1); // the next piece waits for the kernel
    QByteArray received;
    for (int n = 1; desk.composer.isRepeating() && n < 10; ++n) {
        received += desk.sent.last().second;
        desk.composer.sendFinished(outcomeOf(quint64(n), quint64(desk.sent.last().second.size())));
    }
    QVERIFY(!desk.composer.isRepeating());
    QCOMPARE(desk.sent.size(), 3);
    QVERIFY(received == content);
}

// faults.md row 64
void TestComposer::aFileTooLargeForADatagramIsRefused()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("sparse.bin")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(1LL << 30)); // sparse: only its size is looked at
    file.close();
    Desk desk;
    desk.composer.setTargets({udpTarget()});
    desk.composer.chooseUdpAddress(SessionId(2), QStringLiteral("127.0.0.1:7"));
    Q_EMIT desk.text()->fileDropped(file.fileName());
    QVERIFY(desk.sent.isEmpty());
    QVERIFY2(desk.label("problem").contains(QStringLiteral("65")), qPrintable(desk.label("problem")));
}

// faults.md row 64
void TestComposer::tooMuchPastedIsNotTaken()
{
    Desk desk;
    QTest::keyClicks(desk.text(), QStringLiteral("kept"));
    QApplication::clipboard()->setText(QString(Composer::maxTyped + 1, QLatin1Char('A')));
    desk.text()->paste();
    QCOMPARE(desk.text()->typed(), QStringLiteral("kept"));
    QVERIFY(desk.label("problem").contains(QStringLiteral("Send file")));
    QApplication::clipboard()->setText(QStringLiteral("!"));
    desk.text()->paste();
    QCOMPARE(desk.text()->typed(), QStringLiteral("kept!"));
    QVERIFY(desk.composer.findChild<QLabel *>(QStringLiteral("problem"))->isHidden());
}

void TestComposer::othersOutcomesAreIgnored()
{
    Desk desk;
    desk.composer.setTargets({connectionTarget(1)});
    const QString before = desk.label("status");
    desk.composer.sendFinished(outcomeOf(77, 3));
    QCOMPARE(desk.label("status"), before);
}

void TestComposer::theLibraryRenamesMovesAndDeletes()
{
    PayloadLibrary library;
    library.show();
    QSignalSpy changed(&library, &PayloadLibrary::payloadsChanged);
    library.setPayloads(
        {{.name = QStringLiteral("a"), .folder = QStringLiteral("x/y"), .text = QStringLiteral("1")},
         {.name = QStringLiteral("b"), .text = QStringLiteral("2")}});
    QVERIFY(changed.isEmpty());
    auto *tree = library.findChild<QTreeWidget *>(QStringLiteral("payloads"));
    const auto item = [&](const char *name) {
        return tree->findItems(QString::fromLatin1(name), Qt::MatchExactly | Qt::MatchRecursive).value(0);
    };
    item("a")->setText(0, QStringLiteral("renamed"));
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(library.payloads().constFirst().name, QStringLiteral("renamed"));
    item("b")->setText(0, QStringLiteral("../../etc"));
    QTRY_COMPARE(changed.size(), 2);
    QVERIFY(item("b")); // a name that looks like a path is not taken
    item("y")->setText(0, QStringLiteral("z"));
    QTRY_COMPARE(changed.size(), 3);
    QCOMPARE(library.payloads().constFirst().folder, QStringLiteral("x/z"));
    tree->setCurrentItem(item("b"));
    library.save({.text = QStringLiteral("/etc/passwd")});
    QCOMPARE(library.payloads().size(), 3);
    QCOMPARE(library.payloads().constLast().name, QStringLiteral("Payload"));
    tree->setCurrentItem(item("x"));
    library.findChild<QAction *>(QStringLiteral("delete"))->trigger();
    QCOMPARE(library.payloads().size(), 2);
}

void TestComposer::theLanguageChangesAtOnce()
{
    Desk desk;
    Language language;
    const QString english = desk.send()->text();
    language.set(QStringLiteral("zh_CN"));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(desk.send()->text(), QStringLiteral("发送"));
    language.set(QStringLiteral("en"));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(desk.send()->text(), english);
    QTest::keyClicks(desk.text(), QStringLiteral("x"));
    QCOMPARE(desk.label("size"), QStringLiteral("1 byte"));
}

void TestComposer::fieldsAreMarkedOnBothSides()
{
    Desk desk;
    desk.type("a{{len:u16be of b}}{{b}}xyz{{/b}}");
    QVERIFY(desk.label("problem").isEmpty());
    QCOMPARE(desk.hex()->typed(), QStringLiteral("61 00 03 78 79 7a"));
    const QList<TextMark> inText = desk.text()->marks();
    QCOMPARE(inText.size(), 3); // the field and both ends of the section
    QCOMPARE(inText[0].position, 1);
    QCOMPARE(inText[0].kind, TextMark::Kind::Field);
    QCOMPARE(inText[1].kind, TextMark::Kind::Section);
    QCOMPARE(desk.text()->explanationAt(5), QStringLiteral("{{len:u16be of b}} = 3"));
    QCOMPARE(desk.text()->explanationAt(0), QString());
    QCOMPARE(desk.hex()->marks().size(), 1);
    QCOMPARE(desk.hex()->explanationAt(3), QStringLiteral("{{len:u16be of b}} = 3"));
    QVERIFY(desk.hex()->isReadOnly()); // typing there would end the fields
    desk.type("{{nothing:u9");
    QVERIFY(desk.label("problem").contains(QStringLiteral("34")));
    QVERIFY(
        desk.hex()->typed().startsWith(QStringLiteral("61 00 03 78 79 7a"))); // the last that could be read
    desk.text()->selectAll();
    desk.type("plain");
    QVERIFY(!desk.hex()->isReadOnly());
    // The other way round: fields in the hex side.
    desk.hex()->selectAll();
    QTest::keyClicks(desk.hex(), QStringLiteral("01 {{crc:sum8}}"));
    QCOMPARE(desk.text()->typed(), QStringLiteral("\\u{1}\\u{1}"));
    QCOMPARE(desk.text()->marks().size(), 1);
    QVERIFY(desk.text()->isReadOnly());
    // Off, braces are text like any other.
    desk.hex()->selectAll();
    QTest::keyClick(desk.hex(), Qt::Key_Delete);
    desk.composer.findChild<QToolButton *>(QStringLiteral("fields"))->setChecked(false);
    desk.type("{{x}}");
    QCOMPARE(desk.hex()->typed(), QStringLiteral("7b 7b 78 7d 7d"));
}

void TestComposer::whatIsShownIsWhatLeaves()
{
    Desk desk;
    desk.composer.setTargets({connectionTarget(1)});
    desk.type("{{counter:u8}}{{rand:4}}{{uuid:bytes}}");
    QByteArrayList all;
    for (int i = 0; i < 3; ++i) {
        const QByteArray shown = QByteArray::fromHex(desk.hex()->typed().toLatin1());
        QCOMPARE(QByteArray::fromHex(desk.wire()->toPlainText().toLatin1()), shown);
        desk.composer.send();
        QCOMPARE(desk.sent.last().second, shown);
        QCOMPARE(shown.at(0), char(i));
        all << shown.mid(1);
    }
    QVERIFY(all[0] != all[1] && all[1] != all[2]);
    QCOMPARE(desk.composer.history().constFirst().text,
             QStringLiteral("{{counter:u8}}{{rand:4}}{{uuid:bytes}}"));
    QVERIFY(desk.composer.history().constFirst().fields);
}

void TestComposer::framesAreShownAsTheyLeave()
{
    Desk desk;
    ComposeTarget framed = connectionTarget(1);
    framed.framing = QStringLiteral("len(u16be)");
    desk.composer.setTargets({framed});
    desk.type("ab{{len:u8 of all}}");
    QCOMPARE(desk.wire()->toPlainText(), QStringLiteral("00 03 61 62 03"));
    QVERIFY(desk.wire()->isVisible());
    QCOMPARE(desk.wire()->marks().size(), 2);
    QCOMPARE(desk.wire()->marks()[0].kind, TextMark::Kind::Frame);
    QCOMPARE(desk.wire()->marks()[0].length, 5);
    QCOMPARE(desk.wire()->explanationAt(12), QStringLiteral("{{len:u8 of all}} = 3"));
    desk.composer.send();
    QCOMPARE(desk.sent.last().second.toHex(' '), QByteArray("00 03 61 62 03"));
    framed.framing = QStringLiteral("line(crlf)");
    desk.composer.setTargets({framed});
    QCOMPARE(desk.wire()->toPlainText(), QStringLiteral("61 62 03 0d 0a"));
    framed.framing = QStringLiteral("slip"); // changes bytes of the payload itself
    desk.composer.setTargets({framed});
    desk.text()->selectAll();
    desk.type("\\xc0");
    QCOMPARE(desk.wire()->toPlainText().remove(u' '), QStringLiteral("c0dbdcc0"));
    desk.composer.findChild<QCheckBox *>(QStringLiteral("frame"))->setChecked(false);
    QVERIFY(!desk.wire()->isVisible());
    desk.composer.send();
    QCOMPARE(desk.sent.last().second, QByteArray("\xc0"));
}

void TestComposer::whatCannotBeFramedIsToldInPlace()
{
    Desk desk;
    ComposeTarget framed = connectionTarget(1);
    framed.framing = QStringLiteral("fixed(4)");
    desk.composer.setTargets({framed});
    QVERIFY(desk.label("problem").isEmpty()); // nothing is typed: that is no mistake
    QVERIFY(!desk.send()->isEnabled());
    desk.type("abcde");
    QVERIFY(desk.label("problem").contains(QStringLiteral("fixed(4)")));
    QVERIFY(!desk.send()->isEnabled());
    QTest::keyClick(desk.text(), Qt::Key_Backspace);
    QVERIFY(desk.label("problem").isEmpty());
    QVERIFY(desk.send()->isEnabled());
}

void TestComposer::piecesWaitForTheKernel()
{
    Desk desk;
    QSignalSpy noDelay(&desk.composer, &Composer::noDelayRequested);
    desk.composer.setTargets({connectionTarget(1)});
    desk.type("abc");
    desk.composer.findChild<QComboBox *>(QStringLiteral("cut"))->setCurrentIndex(1); // byte by byte
    desk.composer.findChild<QSpinBox *>(QStringLiteral("cutGap"))->setValue(1);
    QCOMPARE(desk.wire()->toPlainText(), QStringLiteral("61 │ 62 │ 63"));
    desk.composer.send();
    QCOMPARE(noDelay.size(), 1);
    QCOMPARE(desk.sent.size(), 1);
    QVERIFY(desk.composer.isRepeating());
    desk.composer.sendFinished(outcomeOf(99, 1)); // not ours
    QCOMPARE(desk.sent.size(), 1);
    desk.composer.sendFinished(outcomeOf(1, 1));
    QTRY_COMPARE(desk.sent.size(), 2);
    desk.composer.sendFinished(outcomeOf(2, 1));
    QTRY_COMPARE(desk.sent.size(), 3);
    QVERIFY(desk.composer.isRepeating()); // the last one was not taken yet
    desk.composer.sendFinished(outcomeOf(3, 1));
    QVERIFY(!desk.composer.isRepeating());
    QCOMPARE(desk.sent[0].second + desk.sent[1].second + desk.sent[2].second, QByteArray("abc"));
    desk.composer.send();
    desk.composer.sendFinished(outcomeOf(4, 1, netcore::NetError::fromErrno(EPIPE, "send")));
    QVERIFY(!desk.composer.isRepeating()); // the rest is not sent
    QCOMPARE(desk.sent.size(), 4);
}

void TestComposer::cutsFollowTheCursor()
{
    Desk desk;
    ComposeTarget framed = connectionTarget(1);
    framed.framing = QStringLiteral("len(u16be)");
    desk.composer.setTargets({framed});
    desk.text()->insertPlainText(QStringLiteral("ü\\n{{counter:u16be}}xy"));
    auto *cut = desk.composer.findChild<QComboBox *>(QStringLiteral("cut"));
    cut->setCurrentIndex(2); // at offsets
    QVERIFY(desk.label("problem").contains(QStringLiteral("offsets")));
    auto *atCursor = desk.composer.findChild<QToolButton *>(QStringLiteral("cutAtCursor"));
    const auto cutAt = [&](PayloadEdit *edit, int position) {
        edit->setFocus();
        QTextCursor cursor = edit->textCursor();
        cursor.setPosition(position == 0 ? 1 : 0);
        edit->setTextCursor(cursor);
        cursor.setPosition(position);
        edit->setTextCursor(cursor);
        atCursor->click();
    };
    cutAt(desk.text(), 3);                                    // behind ü and \n: 2 + 3 bytes
    cutAt(desk.text(), int(desk.text()->typed().size()) - 1); // before the last character
    cutAt(desk.hex(), 3);                                     // before the second byte
    QCOMPARE(desk.composer.findChild<QLineEdit *>(QStringLiteral("cutOffsets"))->text(),
             QStringLiteral("3,5,8"));
    QCOMPARE(desk.wire()->toPlainText(), QStringLiteral("00 07 c3 │ bc 0a │ 00 00 78 │ 79"));
}

void TestComposer::twoPayloadsInOneWrite()
{
    Desk desk;
    ComposeTarget framed = connectionTarget(1);
    framed.framing = QStringLiteral("len(u8)");
    desk.composer.setTargets({framed});
    desk.type("{{counter:u8}}");
    desk.composer.findChild<QComboBox *>(QStringLiteral("cut"))->setCurrentIndex(4);
    QCOMPARE(desk.wire()->toPlainText(), QStringLiteral("01 00 01 01"));
    desk.composer.send();
    QCOMPARE(desk.sent.size(), 1);
    QCOMPARE(desk.sent[0].second.toHex(), QByteArray("01000101"));
    QVERIFY(!desk.composer.isRepeating());
    QCOMPARE(desk.wire()->toPlainText(), QStringLiteral("01 02 01 03"));
}

void TestComposer::variablesAndCapturedValues()
{
    Desk desk;
    desk.composer.setTargets({connectionTarget(1), connectionTarget(2)});
    FieldSources sources;
    sources.variables.insert(QStringLiteral("unit"), QStringLiteral("17"));
    sources.ofSessions[QStringLiteral("Other")].insert(QStringLiteral("unit"), QStringLiteral("18"));
    sources.captures.insert(QStringLiteral("id"), QStringLiteral("u16be at 0"));
    desk.composer.setFieldSources(sources);
    desk.type("{{var:unit as u8}}{{captured:id as u16be}}");
    QVERIFY(desk.label("problem").contains(QStringLiteral("captured")));
    QVERIFY(!desk.send()->isEnabled());
    desk.composer.takeCaptured(ConnectionId(2), QStringLiteral("id"), {QByteArray("\1\2"), 0x102});
    QVERIFY(!desk.send()->isEnabled()); // another connection's
    desk.composer.takeCaptured(ConnectionId(1), QStringLiteral("id"), {QByteArray("\1\2"), 0x102});
    QVERIFY(desk.send()->isEnabled());
    QCOMPARE(desk.hex()->typed(), QStringLiteral("11 01 02"));
    ComposeTarget other = connectionTarget(3);
    other.sessionName = QStringLiteral("Other");
    desk.composer.setTargets({connectionTarget(1), other});
    desk.composer.takeCaptured(ConnectionId(3), QStringLiteral("id"), {QByteArray("\3\4"), 0x304});
    desk.composer.chooseConnection(ConnectionId(3));
    QCOMPARE(desk.hex()->typed(), QStringLiteral("12 03 04"));
}

void TestComposer::theLibrarySearchesTags()
{
    PayloadLibrary library;
    library.setPayloads({{.name = QStringLiteral("a"),
                          .folder = QStringLiteral("x"),
                          .text = QStringLiteral("1"),
                          .tags = {QStringLiteral("modbus")}},
                         {.name = QStringLiteral("b"), .text = QStringLiteral("modbus")},
                         {.name = QStringLiteral("c"),
                          .text = QStringLiteral("2"),
                          .description = QStringLiteral("read ten")}});
    auto *tree = library.findChild<QTreeWidget *>(QStringLiteral("payloads"));
    auto *find = library.findChild<QLineEdit *>(QStringLiteral("findPayload"));
    const auto shown = [&] {
        QStringList names;
        for (QTreeWidgetItemIterator it(tree, QTreeWidgetItemIterator::NotHidden); *it; ++it)
            names << (*it)->text(0);
        return names.join(QLatin1Char(' '));
    };
    find->setText(QStringLiteral("MODBUS"));
    QCOMPARE(shown(), QStringLiteral("x a b"));
    find->setText(QStringLiteral("#mod"));
    QCOMPARE(shown(), QStringLiteral("x a"));
    find->setText(QStringLiteral("ten"));
    QCOMPARE(shown(), QStringLiteral("c"));
    tree->findItems(QStringLiteral("c"), Qt::MatchExactly).constFirst()->setText(0, QStringLiteral("d"));
    QTRY_COMPARE(shown(), QStringLiteral("d"));
    find->clear();
    QCOMPARE(shown(), QStringLiteral("x a b d"));
    QCOMPARE(library.payloads().size(), 3); // what is hidden is not lost
}

void TestComposer::severalSavedPayloadsAreSent()
{
    Desk desk;
    desk.composer.setTargets({connectionTarget(1)});
    desk.composer.setSavedPayloads(
        {{.name = QStringLiteral("a"),
          .folder = QStringLiteral("x"),
          .text = QStringLiteral("1{{counter}}"),
          .fields = true},
         {.name = QStringLiteral("b"), .folder = QStringLiteral("x"), .text = QStringLiteral("{{2")},
         {.name = QStringLiteral("c"), .text = QStringLiteral("3")}});
    auto *tree = desk.composer.findChild<QTreeWidget *>(QStringLiteral("payloads"));
    auto *button = desk.composer.findChild<QPushButton *>(QStringLiteral("sendSelected"));
    QVERIFY(!button->isVisible());
    tree->findItems(QStringLiteral("x"), Qt::MatchExactly).constFirst()->setSelected(true);
    QVERIFY(button->isVisible());
    desk.composer.findChild<QSpinBox *>(QStringLiteral("pauseBetween"))->setValue(5);
    button->click();
    QCOMPARE(desk.sent.size(), 1);
    QTRY_VERIFY(!desk.composer.isRepeating());
    QCOMPARE(desk.sent.size(), 2);
    QCOMPARE(desk.sent[0].second, QByteArray("10"));
    QCOMPARE(desk.sent[1].second, QByteArray("{{2"));
}

void TestComposer::aPayloadIsCopiedAsAProgram()
{
    Desk desk;
    desk.composer.setTargets({connectionTarget(1)});
    desk.type("x{{counter:u8 from 5}}");
    const QList<QAction *> forms =
        desk.composer.findChild<QToolButton *>(QStringLiteral("copyAs"))->menu()->actions();
    QCOMPARE(forms.size(), 7);
    forms[0]->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("78 05"));
    forms[6]->trigger();
    QCOMPARE(QApplication::clipboard()->text(),
             QStringLiteral("printf 'x\\005' | ncat --send-only 127.0.0.1 40001\n"));
    QCOMPARE(desk.hex()->typed(), QStringLiteral("78 05")); // copying counts nothing
}

void TestComposer::aStructureIsFilledInAsAForm()
{
    StructureForm form;
    form.setStructures(
        {QStringLiteral("structure a { kind: u8 default 7; length: u16be counts body; body: text(length); "
                        "sum: u8 check sum8 of kind..body; }"),
         QStringLiteral("structure nothing {")}); // cannot be read: left out
    form.show();
    auto *fields = form.findChild<QTableWidget *>(QStringLiteral("structureFields"));
    auto *take = form.findChild<QPushButton *>(QStringLiteral("structureTake"));
    auto *problem = form.findChild<QLabel *>(QStringLiteral("structureProblem"));
    QCOMPARE(form.findChild<QComboBox *>(QStringLiteral("structureChoice"))->count(), 1);
    QCOMPARE(fields->rowCount(), 4);
    QVERIFY(!fields->item(1, 1)->flags().testFlag(Qt::ItemIsEditable)); // computed
    fields->item(2, 1)->setText(QStringLiteral("ab"));
    QVERIFY2(take->isEnabled(), qPrintable(problem->text()));
    QSignalSpy built(&form, &StructureForm::built);
    take->click();
    QCOMPARE(built.constLast().constFirst().toByteArray().toHex(' '), QByteArray("07 00 02 61 62 cc"));
    QCOMPARE(fields->item(1, 1)->text(), QStringLiteral("2"));
    fields->item(0, 1)->setText(QStringLiteral("300"));
    QVERIFY(!take->isEnabled());
    QVERIFY(problem->isVisible());
    QVERIFY(problem->text().contains(QStringLiteral("kind")));
    fields->item(0, 1)->setText(QStringLiteral("1"));
    QVERIFY(take->isEnabled());
    auto *text = form.findChild<PayloadEdit *>(QStringLiteral("structureText"));
    text->selectAll();
    text->insertPlainText(QStringLiteral("structure a {\n kind: u9; }"));
    QVERIFY(!take->isEnabled());
    QVERIFY2(problem->text().contains(QStringLiteral("2")), qPrintable(problem->text()));
    QCOMPARE(text->extraSelections().size(), 1);
}

QTEST_MAIN(TestComposer)
#include "tst_composer.moc"
