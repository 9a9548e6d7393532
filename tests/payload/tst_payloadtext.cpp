#include "netcore/payload/escapes.h"
#include "netcore/payload/hex.h"
#include "netcore/payload/payloadtext.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace netcore;

class TestPayloadText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapesMeanBytes_data();
    void escapesMeanBytes();
    void badEscapesSayWhere_data();
    void badEscapesSayWhere();
    void everyFormIsReadBackExactly();
    void shownTextHoldsNoControls();
    void hugeInputIsRefused();
    void base64();
};

void TestPayloadText::escapesMeanBytes_data()
{
    QTest::addColumn<PayloadForm>("form");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    const auto text = PayloadForm::Text;
    QTest::newRow("plain") << text << "ping" << QByteArray("ping");
    QTest::newRow("letters") << text << "a\\r\\n\\t\\0\\\\\\\"\\'" << QByteArray("a\r\n\t\0\\\"'", 8);
    QTest::newRow("hex") << text << "\\x00\\xFf1"
                         << QByteArray("\0\xFF"
                                       "1",
                                       3);
    QTest::newRow("code point") << text << "\\u{1F600}\\u{e9}" << QByteArray("\xF0\x9F\x98\x80\xC3\xA9");
    QTest::newRow("not ASCII") << text << QStringLiteral("\u4E2D") << QByteArray("\xE4\xB8\xAD");
    QTest::newRow("packet sender") << PayloadForm::PacketSender << "a\\0d\\0a\\ff\\r"
                                   << QByteArray("a\r\n\xFF\r");
    QTest::newRow("packet sender backslash") << PayloadForm::PacketSender << "\\\\" << QByteArray("\\");
}

void TestPayloadText::escapesMeanBytes()
{
    QFETCH(PayloadForm, form);
    QFETCH(QString, text);
    QFETCH(QByteArray, bytes);
    const Result<QByteArray> parsed = parsePayload(text, form);
    QVERIFY(parsed);
    QCOMPARE(*parsed, bytes);
}

void TestPayloadText::badEscapesSayWhere_data()
{
    QTest::addColumn<PayloadForm>("form");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    const auto text = PayloadForm::Text;
    QTest::newRow("unknown") << text << "ab\\q" << 2;
    QTest::newRow("at the end") << text << "ab\\" << 2;
    QTest::newRow("one digit") << text << "\\x1" << 0;
    QTest::newRow("no brace") << text << "\\u12" << 0;
    QTest::newRow("too high") << text << "\\u{110000}" << 0;
    QTest::newRow("surrogate") << text << "a\\u{D800}" << 1;
    QTest::newRow("packet sender") << PayloadForm::PacketSender << "a\\0" << 1;
    QTest::newRow("base64") << PayloadForm::Base64 << "abc!" << 3;
}

void TestPayloadText::badEscapesSayWhere()
{
    QFETCH(PayloadForm, form);
    QFETCH(QString, text);
    QFETCH(int, position);
    const Result<QByteArray> parsed = parsePayload(text, form);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().position, qsizetype(position));
}

void TestPayloadText::everyFormIsReadBackExactly()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 400; ++round) {
        QByteArray bytes(qsizetype(random.bounded(60)), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(random.bounded(256));
        for (const PayloadForm form :
             {PayloadForm::Text, PayloadForm::Hex, PayloadForm::Base64, PayloadForm::PacketSender}) {
            for (const TextEncoding encoding : textEncodings()) {
                const QString text = formatPayload(bytes, form, encoding);
                const Result<QByteArray> again = parsePayload(text, form, encoding);
                QVERIFY2(again && *again == bytes, qPrintable(text));
            }
        }
    }
}

void TestPayloadText::shownTextHoldsNoControls()
{
    const QByteArray hostile =
        QByteArray("\x1b[31m\r\n\0", 8) + QStringLiteral("\u202Eabc\uFFFC\u200B").toUtf8();
    const QString text = escape(hostile);
    for (const QChar c : text)
        QVERIFY(c.isPrint() && c.category() != QChar::Other_Format && c != QChar(0xFFFC));
    QCOMPARE(unescape(text).value(), hostile);
}

void TestPayloadText::hugeInputIsRefused()
{
    const Result<QByteArray> parsed = parsePayload(QString(maxPayload + 1, u'a'), PayloadForm::Text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::LimitExceeded);
}

void TestPayloadText::base64()
{
    // RFC 4648 s.10
    QCOMPARE(parsePayload(u"Zm9v\nYmFy", PayloadForm::Base64).value(), QByteArray("foobar"));
    QCOMPARE(formatPayload("foob", PayloadForm::Base64), QStringLiteral("Zm9vYg=="));
    QCOMPARE(payloadFormOf(u"hex"), std::optional(PayloadForm::Hex));
    QVERIFY(!payloadFormOf(u"Hex!"));
}

QTEST_GUILESS_MAIN(TestPayloadText)
#include "tst_payloadtext.moc"
