#include "widgets/models/plaintext.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace models;

class TestPlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileTextIsShownNotObeyed_data();
    void hostileTextIsShownNotObeyed();
    void bytesThatAreNoTextStayVisible();
    void longTextIsCut();
    void nothingThatActsEverComesOut();
    void toolTipsHoldNoMarkup();
};

void TestPlainText::hostileTextIsShownNotObeyed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    // faults.md row 61: bidi, zero width, towers of marks, object replacement, private use
    QTest::newRow("bidi") << QStringLiteral("a\u202Eb\u2066c\u2069") << "a<RLO>b<LRI>c<PDI>";
    QTest::newRow("zero width") << QStringLiteral("a\u200Bb\uFEFF") << "a<ZWSP>b<BOM>";
    QTest::newRow("fillers") << QStringLiteral("a\u3164b\u034Fc\uFE01d") << "a<U+3164>b<U+034F>c<U+FE01>d";
    QTest::newRow("emoji, letter") << QStringLiteral("\u2764\uFE0F a\uFE0F")
                                   << QStringLiteral("\u2764\uFE0F a<U+FE0F>");
    QTest::newRow("object") << QStringLiteral("\uFFFC") << "<U+FFFC>";
    QTest::newRow("private") << QStringLiteral("\uE000\U000F0000") << "<U+E000><U+F0000>";
    QTest::newRow("line separator") << QStringLiteral("a\u2028b") << "a<U+2028>b";
    QTest::newRow("tower") << (u'a' + QString(6, QChar(0x0301)))
                           << (u'a' + QString(4, QChar(0x0301)) + QStringLiteral("<U+0301><U+0301>"));
    QTest::newRow("lone surrogate") << QString(QChar(0xD800)) << "<U+D800>";
    // faults.md row 62: terminal escapes
    QTest::newRow("ANSI") << QString::fromLatin1(QByteArray("\x1b[2J\r\n\t\0\x7f", 9))
                          << "\\x1b[2J\\r\\n\\t\\x00\\x7f";
    // faults.md row 65: placeholders and formats are text like any other
    QTest::newRow("placeholders") << "%1%2%n%s"
                                  << "%1%2%n%s";
    QTest::newRow("markup stays text") << "<b>x</b>"
                                       << "<b>x</b>";
    QTest::newRow("Chinese, emoji") << QStringLiteral("\u4E2D\U0001F600")
                                    << QStringLiteral("\u4E2D\U0001F600");
}

void TestPlainText::hostileTextIsShownNotObeyed()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(plain(text), shown);
}

void TestPlainText::bytesThatAreNoTextStayVisible()
{
    QCOMPARE(plain(QByteArrayView("a\xC3\xA9\xFF\xC0\x80\xED\xA0\x80z")),
             QStringLiteral("a\u00E9\\xff\\xc0\\x80\\xed\\xa0\\x80z"));
    QCOMPARE(plain(QByteArrayView("\xE4\xB8", 2)), QStringLiteral("\\xe4\\xb8"));
}

void TestPlainText::longTextIsCut()
{
    const QString shown = plain(QString(1'000'000, u'x'));
    QCOMPARE(shown.size(), qsizetype(4097));
    QVERIFY(shown.endsWith(QChar(0x2026)));
    QVERIFY(plain(QByteArrayView(QByteArray(5000, '\0'))).size() <= 8 * 4096 + 1);
}

void TestPlainText::nothingThatActsEverComesOut()
{
    QRandomGenerator random(9);
    for (int round = 0; round < 2'000; ++round) {
        QByteArray bytes(64, Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(random.bounded(256));
        const QString fromText =
            plain(QString::fromUtf16(reinterpret_cast<const char16_t *>(bytes.constData()), 32));
        for (const QString &shown : {plain(bytes), fromText}) {
            for (const char32_t c : shown.toUcs4())
                QVERIFY(QChar::isPrint(c) && QChar::category(c) != QChar::Other_Format && c != 0xFFFC);
        }
    }
}

void TestPlainText::toolTipsHoldNoMarkup()
{
    // faults.md row 60: rich text cannot be switched off in tool tips
    QCOMPARE(plainForToolTip(u"<img src=/etc/passwd> & \"x\""),
             QStringLiteral("&lt;img src=/etc/passwd&gt; &amp; &quot;x&quot;"));
}

QTEST_GUILESS_MAIN(TestPlainText)
#include "tst_plaintext.moc"
