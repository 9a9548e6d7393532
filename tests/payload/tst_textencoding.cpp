#include "netcore/payload/textencoding.h"

#include <QtTest/QTest>

using namespace netcore;

Q_DECLARE_METATYPE(netcore::TextEncoding)

class TestTextEncoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySplitGivesTheSameText_data();
    void everySplitGivesTheSameText();
    void invalidBytesAreShownAndNotLost_data();
    void invalidBytesAreShownAndNotLost();
    void knownBytes();
    void characterThatTheEncodingLacksIsRefusedWithItsPlace();
};

void TestTextEncoding::everySplitGivesTheSameText_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QString>("text");
    const QString chinese = QStringLiteral("a\u4E2D\u6587z");
    const QString emoji = chinese + QStringLiteral("\U0001F600!");
    QTest::newRow("UTF-8") << TextEncoding::Utf8 << emoji;
    QTest::newRow("UTF-16LE") << TextEncoding::Utf16Le << emoji;
    QTest::newRow("UTF-16BE") << TextEncoding::Utf16Be << emoji;
    QTest::newRow("GBK") << TextEncoding::Gbk << chinese; // GBK has no emoji
    QTest::newRow("Latin-1") << TextEncoding::Latin1 << QStringLiteral("caf\u00E9");
}

void TestTextEncoding::everySplitGivesTheSameText()
{
    // faults.md row 8: a character split over two reads
    QFETCH(TextEncoding, encoding);
    QFETCH(QString, text);
    const QByteArray bytes = encodeText(text, encoding).value();
    for (qsizetype i = 0; i <= bytes.size(); ++i) {
        TextDecoder decoder(encoding);
        QString decoded = decoder.decode(bytes.first(i));
        decoded += decoder.decode(bytes.sliced(i));
        decoded += decoder.finish();
        QCOMPARE(decoded, text);
    }
}

void TestTextEncoding::invalidBytesAreShownAndNotLost_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("UTF-8") << TextEncoding::Utf8 << QByteArray("a\xFF\x80z") << "a\\xff\\x80z";
    QTest::newRow("overlong") << TextEncoding::Utf8 << QByteArray("\xC0\x80") << "\\xc0\\x80";
    QTest::newRow("cut") << TextEncoding::Utf8 << QByteArray("a\xE4\xB8") << "a\\xe4\\xb8";
    QTest::newRow("GBK") << TextEncoding::Gbk << QByteArray("a\xFFz") << "a\\xffz";
    QTest::newRow("UTF-16 odd") << TextEncoding::Utf16Le << QByteArray("a\0b", 3) << "a\\x62";
    QTest::newRow("lone surrogate") << TextEncoding::Utf16Be << QByteArray("\xDC\0\0a", 4) << "\\xdc\\x00a";
}

void TestTextEncoding::invalidBytesAreShownAndNotLost()
{
    QFETCH(TextEncoding, encoding);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    TextDecoder decoder(encoding);
    const QString decoded = decoder.decode(bytes);
    QCOMPARE(decoded + decoder.finish(), text);
}

void TestTextEncoding::knownBytes()
{
    QCOMPARE(encodeText(u"\u4E2D\u6587", TextEncoding::Gbk).value(), QByteArray("\xD6\xD0\xCE\xC4"));
    QCOMPARE(encodeText(u"A\u4E2D", TextEncoding::Utf16Be).value(), QByteArray("\0A\x4E\x2D", 4));
    QCOMPARE(encodeText(u"\u00E9", TextEncoding::Latin1).value(), QByteArray("\xE9"));
    QCOMPARE(encodeText(u"", TextEncoding::Utf8).value(), QByteArray());
}

void TestTextEncoding::characterThatTheEncodingLacksIsRefusedWithItsPlace()
{
    const Result<QByteArray> encoded = encodeText(u"ab\u4E2D", TextEncoding::Latin1);
    QVERIFY(!encoded);
    QCOMPARE(encoded.error().position, qsizetype(2));
}

QTEST_GUILESS_MAIN(TestTextEncoding)
#include "tst_textencoding.moc"
