#include "widgets/composer/composertext.h"
#include "widgets/composer/payloadhistory.h"

#include <QtTest/QTest>

using namespace widgets;
using models::LineEnding;
using models::SavedPayload;
using netcore::PayloadForm;
using netcore::TextEncoding;

class TestComposerText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOtherSideFollows_data();
    void theOtherSideFollows();
    void theSourceIsNeverRewritten();
    void anErrorKeepsWhatWasGood();
    void anEncodingChangesTheSideThatFollows();
    void everyByteSurvivesTheTextSide_data();
    void everyByteSurvivesTheTextSide();
    void theEndingIsWrittenInTheEncoding_data();
    void theEndingIsWrittenInTheEncoding();
    void otherFormsBecomeEditable();
    void historyKeepsTheDraft();
    void historyMovesARepeatedPayloadToTheFront();
};

void TestComposerText::theOtherSideFollows_data()
{
    QTest::addColumn<bool>("typedAsHex");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("other");
    QTest::newRow("ascii") << false << QStringLiteral("AB") << QStringLiteral("41 42");
    QTest::newRow("escapes") << false << QStringLiteral("a\\r\\n\\x00") << QStringLiteral("61 0d 0a 00");
    QTest::newRow("utf-8") << false << QStringLiteral("é") << QStringLiteral("c3 a9");
    QTest::newRow("hex") << true << QStringLiteral("48,69 0x21") << QStringLiteral("Hi!");
    QTest::newRow("no text") << true << QStringLiteral("ff 41") << QStringLiteral("\\xffA");
    QTest::newRow("empty") << true << QString() << QString();
}

void TestComposerText::theOtherSideFollows()
{
    QFETCH(bool, typedAsHex);
    QFETCH(QString, typed);
    QFETCH(QString, other);
    ComposerText text;
    typedAsHex ? text.editHex(typed) : text.editText(typed);
    QVERIFY(text.isGood());
    QCOMPARE((typedAsHex ? text.text() : text.hex()).toLower(), other.toLower());
}

void TestComposerText::theSourceIsNeverRewritten()
{
    ComposerText text;
    text.editHex(QStringLiteral("0X48,  69"));
    QCOMPARE(text.hex(), QStringLiteral("0X48,  69"));
    QCOMPARE(text.text(), QStringLiteral("Hi"));
    text.editText(QStringLiteral("\\x48i"));
    QCOMPARE(text.text(), QStringLiteral("\\x48i"));
    QCOMPARE(text.source(), PayloadForm::Text);
}

void TestComposerText::anErrorKeepsWhatWasGood()
{
    ComposerText text;
    text.editHex(QStringLiteral("48 69"));
    text.editHex(QStringLiteral("48 69 g"));
    QVERIFY(!text.isGood());
    QCOMPARE(text.error().position, 6);
    QCOMPARE(text.hex(), QStringLiteral("48 69 g"));
    QCOMPARE(text.text(), QStringLiteral("Hi"));
    QCOMPARE(text.body(), QByteArray("Hi"));
    text.editHex(QStringLiteral("48 69 21"));
    QVERIFY(text.isGood());
    QCOMPARE(text.text(), QStringLiteral("Hi!"));
}

void TestComposerText::anEncodingChangesTheSideThatFollows()
{
    ComposerText text;
    text.editText(QStringLiteral("中"));
    text.setEncoding(TextEncoding::Gbk);
    QCOMPARE(text.body(), QByteArray::fromHex("d6d0"));
    text.editHex(QStringLiteral("4e 2d"));
    text.setEncoding(TextEncoding::Utf16Be);
    QCOMPARE(text.body(), QByteArray::fromHex("4e2d"));
    QCOMPARE(text.text(), QStringLiteral("中"));
    text.editText(QStringLiteral("中"));
    text.setEncoding(TextEncoding::Latin1); // it has no such character: told, and nothing lost
    QVERIFY(!text.isGood());
    QCOMPARE(text.text(), QStringLiteral("中"));
}

void TestComposerText::everyByteSurvivesTheTextSide_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    for (const TextEncoding encoding : netcore::textEncodings())
        QTest::newRow(netcore::encodingName(encoding)) << encoding;
}

void TestComposerText::everyByteSurvivesTheTextSide()
{
    QFETCH(TextEncoding, encoding);
    QByteArray all;
    for (int first = 0; first < 256; ++first) {
        all.append(char(first));
        all.append(char(255 - first));
        all.append(char(first ^ 0x5A));
    }
    ComposerText text;
    text.setEncoding(encoding);
    text.editHex(QString::fromLatin1(all.toHex(' ')));
    ComposerText again;
    again.setEncoding(encoding);
    again.editText(text.text());
    QVERIFY(again.isGood());
    QCOMPARE(again.body().toHex(' '), all.toHex(' '));
}

void TestComposerText::theEndingIsWrittenInTheEncoding_data()
{
    QTest::addColumn<LineEnding>("ending");
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("none") << LineEnding::None << TextEncoding::Utf8 << QByteArray("");
    QTest::newRow("lf") << LineEnding::Lf << TextEncoding::Utf8 << QByteArray("0a");
    QTest::newRow("crlf") << LineEnding::CrLf << TextEncoding::Gbk << QByteArray("0d0a");
    QTest::newRow("cr") << LineEnding::Cr << TextEncoding::Latin1 << QByteArray("0d");
    QTest::newRow("nul") << LineEnding::Nul << TextEncoding::Utf8 << QByteArray("00");
    QTest::newRow("crlf le") << LineEnding::CrLf << TextEncoding::Utf16Le << QByteArray("0d000a00");
    QTest::newRow("nul be") << LineEnding::Nul << TextEncoding::Utf16Be << QByteArray("0000");
}

void TestComposerText::theEndingIsWrittenInTheEncoding()
{
    QFETCH(LineEnding, ending);
    QFETCH(TextEncoding, encoding);
    QFETCH(QByteArray, hex);
    ComposerText text;
    text.setEncoding(encoding);
    text.setEnding(ending);
    QCOMPARE(text.bytes().toHex(), hex);
    QCOMPARE(models::lineEndingOf(models::wordOf(ending)), std::optional(ending));
    QCOMPARE(models::encodingOf(models::wordOf(encoding)), std::optional(encoding));
}

void TestComposerText::otherFormsBecomeEditable()
{
    ComposerText text;
    text.load(SavedPayload{.form = PayloadForm::Base64, .text = QStringLiteral("SGkh")});
    QCOMPARE(text.source(), PayloadForm::Hex);
    QCOMPARE(text.body(), QByteArray("Hi!"));
    text.load(SavedPayload{.form = PayloadForm::PacketSender, .text = QStringLiteral("Hi\\0d")});
    QCOMPARE(text.source(), PayloadForm::Text);
    QCOMPARE(text.body(), QByteArray("Hi\r"));
}

void TestComposerText::historyKeepsTheDraft()
{
    const auto payload = [](const char *typed) { return SavedPayload{.text = QString::fromLatin1(typed)}; };
    PayloadHistory history;
    QVERIFY(!history.older(payload("draft")));
    history.add(payload("one"));
    history.add(payload("two"));
    QCOMPARE(history.older(payload("draft"))->text, QStringLiteral("two"));
    QCOMPARE(history.older(payload("two"))->text, QStringLiteral("one"));
    QVERIFY(!history.older(payload("one")));
    QCOMPARE(history.newer()->text, QStringLiteral("two"));
    QCOMPARE(history.newer()->text, QStringLiteral("draft"));
    QVERIFY(!history.newer());
}

void TestComposerText::historyMovesARepeatedPayloadToTheFront()
{
    PayloadHistory history;
    for (int n = 0; n < 300; ++n)
        history.add(SavedPayload{.text = QString::number(n)});
    QCOMPARE(history.entries().size(), PayloadHistory::most);
    history.add(SavedPayload{.text = QStringLiteral("250")});
    QCOMPARE(history.entries().size(), PayloadHistory::most);
    QCOMPARE(history.entries().front().text, QStringLiteral("250"));
    QCOMPARE(history.entries().count(SavedPayload{.text = QStringLiteral("250")}), 1);
}

QTEST_GUILESS_MAIN(TestComposerText)
#include "tst_composertext.moc"
