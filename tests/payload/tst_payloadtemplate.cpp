#include "netcore/payload/capturerule.h"
#include "netcore/payload/payloadtemplate.h"
#include "tests/support/cputime.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace netcore;

namespace {

constexpr WallNs someTime = 1'700'000'000'123'000'000; // 2023-11-14T22:13:20.123Z

FieldContext contextOf(const QHash<QString, QString> &variables = {})
{
    FieldContext context(7);
    context.now = someTime;
    context.variables = variables;
    context.captured.insert(QStringLiteral("id"), {QByteArray::fromHex("0102"), 0x102});
    context.captured.insert(QStringLiteral("token"), {"abc", {}});
    return context;
}

Result<ExpandedPayload> expandOnce(const QString &text, PayloadForm form, FieldContext &context)
{
    return PayloadTemplate::parse(text, form).and_then([&](const PayloadTemplate &t) {
        return t.expand(context);
    });
}

} // namespace

class TestPayloadTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesTheseBytes_data();
    void makesTheseBytes();
    // faults.md row 10
    void refusesWithThePlace_data();
    void refusesWithThePlace();
    // faults.md row 75
    void bombsAreRefusedBeforeTheyExpand_data();
    void bombsAreRefusedBeforeTheyExpand();
    void countsOnlyWhenItSucceeds();
    void theSameSeedGivesTheSameBytes();
    void marksTellFormulaPlaceAndValue();
    void textWithoutFieldsIsThePayloadItself();
    void escapedTextHasNoFields();
    void filesStayInTheFolder();
    void captures_data();
    void captures();
    void captureRulesAreRefusedWithThePlace_data();
    void captureRulesAreRefusedWithThePlace();
};

void TestPayloadTemplate::makesTheseBytes_data()
{
    QTest::addColumn<bool>("isHex");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, bool isHex, const char *text, const QByteArray &bytes) {
        QTest::newRow(name) << isHex << QString::fromUtf8(text) << bytes;
    };
    const auto hex = [](const char *digits) { return QByteArray::fromHex(digits); };
    row("nothing", false, "", "");
    row("no field", false, "a { b } }} c", "a { b } }} c");
    row("a brace that begins no field", false, "\\{{x}}", "{{x}}");
    row("a backslash before a field", false, "\\\\{{len:u8}}", hex("5c00"));
    row("length of a section", false, "{{len:u16be of body}}{{body}}hello{{/body}}!", "\0\5hello!");
    row("length of a section, little", true, "{{len:u16le of b}} {{b}} 01 02 {{/b}} ff", hex("02000102ff"));
    row("length of what follows", false, "{{len:u8}}abc", "\3abc");
    row("length of all", true, "{{len:u32be of all}} 01", hex("0000000501"));
    row("length of a range", true, "01 {{len:u16be of 3..-1}} 02 03 04 ff", hex("01000302 0304ff"));
    row("length, plus", true, "{{len:u8 of rest plus 2}} 01", hex("0301"));
    row("length, minus", true, "{{len:u8 of all minus 1}} 01", hex("0101"));
    row("length in digits", false, "Content-Length: {{len of body}}\\r\\n\\r\\n{{body}}hello hello{{/body}}",
        "Content-Length: 11\r\n\r\nhello hello");
    row("length in four digits", false, "{{len:dec4 of rest}}abc", "0003abc");
    row("digits that count digits", false, "{{len of a}}{{a}}{{len of b}}{{b}}0123456789{{/b}}{{/a}}",
        "12100123456789");
    row("sections that overlap", false, "{{a}}1{{b}}2{{/a}}3{{/b}}{{len:u8 of a}}{{len:u8 of b}}", "123\2\2");
    // The Modbus application protocol's own example frame, CRC low byte first.
    row("checksum of all before it", true, "01 03 00 00 00 0a {{crc:crc16-modbus le}}",
        hex("01030000000ac5cd"));
    row("checksum of a range", true, "01 03 00 00 00 0a {{crc:crc16-modbus le of 0..-2}}",
        hex("01030000000ac5cd"));
    row("checksum with its own bytes as zero", true, "01 {{crc:sum8 of all zeroed}} 02", hex("010302"));
    row("checksum of a checksum", true, "{{b}}01 02 {{crc:sum8 of 0..2}}{{/b}} {{crc:sum8 of b}}",
        hex("01020306"));
    row("checksum in hex digits", false,
        "${{b}}GPGLL,5300.97914,N,00259.98174,E,125926,A{{/b}}*{{crc:xor8 of b as HEX2}}",
        "$GPGLL,5300.97914,N,00259.98174,E,125926,A*28");
    row("checksum over a length", true, "{{len:u8 of all}} {{crc:sum8}}", hex("0202"));
    row("counter", false, "{{counter}}", "0");
    row("counter from", true, "01 03 {{counter:u16be from 258}} 00", hex("0103010200"));
    row("counter goes round", true, "{{repeat:3}}{{counter:u8 from 254}}{{/repeat}}", hex("feff00"));
    row("counter by two", false, "{{repeat:3}}{{counter:dec2 from 8 step 2}}{{/repeat}}", "081012");
    row("two counters", false, "{{counter}}{{counter}}", "00");
    row("one counter, twice", false, "{{counter named n}}{{counter named n}}", "01");
    row("seconds", true, "{{time:unix32}}", hex("6553f100"));
    row("seconds, little", true, "{{time:unix32 le}}", hex("00f15365"));
    row("seconds, long", true, "{{time:unix64}}", hex("000000006553f100"));
    row("milliseconds", true, "{{time:ms}}", hex("0000018bcfe5687b"));
    row("seconds as text", false, "{{time:unix}}", "1700000000");
    row("time as text", false, "{{time:iso}}", "2023-11-14T22:13:20.123Z");
    row("variable", false, "{{var:name}}", "Grü\n");
    row("variable with a field", false, "{{var:inner}}", hex("02686a"));
    row("variable as number", false, "{{var:unit as u16be}}", hex("0011"));
    row("variable as number, hex", false, "{{var:mask as u8}}", hex("f0"));
    row("variable that is not set", false, "{{var:none default 'x y'}}", "x y");
    row("captured bytes", false, "<{{captured:token}}>", "<abc>");
    row("captured number", true, "{{captured:id as u32le}}", hex("02010000"));
    row("repeat", false, "{{repeat:3}}ab{{/repeat}}", "ababab");
    row("repeat none", false, "x{{repeat:0}}ab{{/repeat}}y", "xy");
    row("frames in one", true, "{{repeat:2}}{{len:u8 of rest}} 0a {{crc:sum8}}{{/repeat}}",
        hex("020a0c020a0c"));
    row("spaces in the braces", true, "{{ len:u8 of all }}", hex("01"));
}

void TestPayloadTemplate::makesTheseBytes()
{
    QFETCH(bool, isHex);
    QFETCH(QString, text);
    QFETCH(QByteArray, bytes);
    if (QByteArray(QTest::currentDataTag()).startsWith("length of a section") && !isHex)
        bytes = QByteArray("\0\5hello!", 8);
    FieldContext context = contextOf({{QStringLiteral("name"), QStringLiteral("Grü\\n")},
                                      {QStringLiteral("inner"), QStringLiteral("{{len:u8}}hj")},
                                      {QStringLiteral("unit"), QStringLiteral("17")},
                                      {QStringLiteral("mask"), QStringLiteral("0xf0")}});
    const auto made = expandOnce(text, isHex ? PayloadForm::Hex : PayloadForm::Text, context);
    QVERIFY2(made, made ? "" : made.error().reason);
    QCOMPARE(made->bytes.toHex(' '), bytes.toHex(' '));
}

void TestPayloadTemplate::refusesWithThePlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("position");
    QTest::addColumn<bool>("whenParsed");
    const auto row = [](const char *name, const char *text, qsizetype position, bool whenParsed = true) {
        QTest::newRow(name) << QString::fromUtf8(text) << position << whenParsed;
    };
    row("never closed", "ab{{len:u8", 2);
    row("empty", "{{}}", 2);
    row("no such field", "ab{{length:u8}}", 4);
    row("a section that never ends", "ab{{body}}", 2);
    row("a section that never began", "ab{{/body}}", 2);
    row("a section twice", "{{a}}{{/a}}{{a}}{{/a}}", 11);
    row("no such section", "{{len:u8 of body}}", 12);
    row("a section inside a repeat", "{{len:u8 of b}}{{repeat:2}}{{b}}{{/b}}{{/repeat}}", 12);
    row("no such format", "{{len:u17}}", 6);
    row("no such checksum", "{{crc:crc99}}", 6);
    row("no such word", "{{len:u8 off all}}", 9);
    row("a bad escape", "ab\\q{{len:u8}}", 2);
    row("a bad escape after a field", "{{len:u8}}ab\\q", 12);
    row("a range backwards", "{{len:u8 of 5..2}}", 12);
    row("a range that is none", "{{len:u8 of 5..x}}", 12);
    row("a range beyond", "ab{{crc:sum8 of 0..9}}", 16);
    row("a range before the beginning", "ab{{crc:sum8 of -9..-1}}", 16);
    row("a checksum over itself", "ab{{crc:sum8 of all}}", 2);
    row("checksums over each other", "{{a}}{{crc:sum8 of b}}{{/a}}{{b}}{{crc:sum8 of a}}{{/b}}", 5);
    row("a length that counts its own digits", "{{len of all}}", 9);
    row("a section that counts its own digits", "{{a}}{{len of a}}{{/a}}", 5);
    row("digits without an end", "{{crc:sum8 as hex}}", 2);
    row("too long for a byte", "{{len:u8}}{{rand:256}}", 0);
    row("a negative length", "{{len:u8 of rest minus 1}}", 0);
    row("no such time", "{{time:noon}}", 7);
    row("no bytes of random", "{{rand:0}}", 7);
    row("a quote without an end", "{{file:'a b}}", 0);
    row("a repeat without an end", "ab{{repeat:2}}c", 2);
    row("an end without a repeat", "ab{{/repeat}}", 2);
    row("a repeat without a number", "{{repeat:many}}{{/repeat}}", 0);
    row("no such variable", "ab{{var:nobody}}", 2, false);
    row("nothing captured", "ab{{captured:nothing}}", 2, false);
    row("captured no number", "ab{{captured:token as u8}}", 2, false);
    row("captured too large", "ab{{captured:id as u8}}", 2, false);
    row("no folder", "ab{{file:x.bin}}", 2, false);
    row("a variable in itself", "ab{{var:self}}", 2, false);
    row("variables in a circle", "ab{{var:one}}", 2, false);
    row("a variable that cannot be read", "ab{{var:bad}}", 2, false);
}

void TestPayloadTemplate::refusesWithThePlace()
{
    QFETCH(QString, text);
    QFETCH(qsizetype, position);
    QFETCH(bool, whenParsed);
    const auto parsed = PayloadTemplate::parse(text, PayloadForm::Text);
    QCOMPARE(parsed.has_value(), !whenParsed);
    NetError error = parsed ? NetError() : parsed.error();
    if (parsed) {
        FieldContext context = contextOf({{QStringLiteral("self"), QStringLiteral("x{{var:self}}")},
                                          {QStringLiteral("one"), QStringLiteral("{{var:two}}")},
                                          {QStringLiteral("two"), QStringLiteral("{{var:one}}")},
                                          {QStringLiteral("bad"), QStringLiteral("{{nothing:u9")}});
        const auto made = parsed->expand(context);
        QVERIFY(!made);
        error = made.error();
    }
    QVERIFY(error.reason[0] != '\0');
    QCOMPARE(error.position, position);
}

void TestPayloadTemplate::bombsAreRefusedBeforeTheyExpand_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("repeat") << QStringLiteral("{{repeat:1000000000}}x{{/repeat}}");
    QTest::newRow("repeat of nothing") << QStringLiteral("{{repeat:18446744073709551615}}{{/repeat}}");
    QTest::newRow("repeats in repeats")
        << QStringLiteral("{{repeat:4000}}{{repeat:4000}}{{repeat:4000}}x{{/repeat}}{{/repeat}}{{/repeat}}");
    QTest::newRow("random") << QStringLiteral("{{rand:16777216}}x");
    QTest::newRow("random often") << QStringLiteral("{{repeat:99}}{{rand:9999999}}{{/repeat}}");
    QTest::newRow("laughter") << QStringLiteral("{{var:v0}}"); // each variable is ten times the next one
    QTest::newRow("a huge file") << QStringLiteral("{{file:sparse.bin}}");
}

void TestPayloadTemplate::bombsAreRefusedBeforeTheyExpand()
{
    QFETCH(QString, text);
    QTemporaryDir folder;
    QFile sparse(folder.filePath(QStringLiteral("sparse.bin")));
    QVERIFY(sparse.open(QIODevice::WriteOnly) && sparse.resize(qint64(1) << 34));
    FieldContext context = contextOf();
    context.folder = folder.path();
    for (int i = 0; i < 14; ++i)
        context.variables.insert(QStringLiteral("v%1").arg(i),
                                 QStringLiteral("{{var:v%1}}").arg(i + 1).repeated(10));
    context.variables.insert(QStringLiteral("v14"), QStringLiteral("ha"));
    const double largest = leastCpuMs(
        1, [&] { QVERIFY(expandOnce(QStringLiteral("{{rand:16777216}}"), PayloadForm::Text, context)); });
    const double refused = leastCpuMs(1, [&] {
        const auto made = expandOnce(text, PayloadForm::Text, context);
        QVERIFY(!made);
        QCOMPARE(made.error().kind, ErrorKind::LimitExceeded);
        QVERIFY(made.error().position >= 0);
    });
    QVERIFY2(refused < largest, "it was expanded first");
}

void TestPayloadTemplate::countsOnlyWhenItSucceeds()
{
    FieldContext context = contextOf();
    const auto good = PayloadTemplate::parse(u"{{counter:u8}}", PayloadForm::Hex);
    const auto bad = PayloadTemplate::parse(u"{{counter:u8 named n}}{{var:x}}", PayloadForm::Hex);
    const auto same = PayloadTemplate::parse(u"{{counter:u8 named n}}", PayloadForm::Hex);
    QVERIFY(good && bad && same);
    QCOMPARE(good->expand(context)->bytes.toHex(), QByteArray("00"));
    FieldContext preview = context;
    QCOMPARE(good->expand(preview)->bytes.toHex(), QByteArray("01"));
    QCOMPARE(good->expand(context)->bytes.toHex(), QByteArray("01"));
    QVERIFY(!bad->expand(context));
    QCOMPARE(same->expand(context)->bytes.toHex(), QByteArray("00"));
    context.resetCounters();
    QCOMPARE(good->expand(context)->bytes.toHex(), QByteArray("00"));
}

void TestPayloadTemplate::theSameSeedGivesTheSameBytes()
{
    const auto random = PayloadTemplate::parse(u"{{rand:8}}{{uuid:bytes}}", PayloadForm::Hex);
    QVERIFY(random);
    FieldContext one(1);
    FieldContext again(1);
    FieldContext other(2);
    const QByteArray first = random->expand(one)->bytes;
    QCOMPARE(first.size(), 24);
    QCOMPARE(random->expand(again)->bytes, first);
    QVERIFY(random->expand(other)->bytes != first);
    QVERIFY(random->expand(one)->bytes != first);
    const auto uuid = PayloadTemplate::parse(u"{{uuid}}", PayloadForm::Text);
    const QString text = QString::fromLatin1(uuid->expand(one)->bytes);
    QVERIFY2(QRegularExpression(
                 QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"))
                 .match(text)
                 .hasMatch(),
             qPrintable(text));
}

void TestPayloadTemplate::marksTellFormulaPlaceAndValue()
{
    const QString text = QStringLiteral("ü{{len:u16be of b}}{{b}}abc{{/b}}{{counter from 300}}");
    const auto made = PayloadTemplate::parse(text, PayloadForm::Text);
    QVERIFY(made && made->hasFields());
    QCOMPARE(made->places().size(), size_t(4));
    QCOMPARE(made->places()[0].position, 1);
    QCOMPARE(made->places()[0].length, 18);
    QVERIFY(!made->places()[1].hasValue);
    FieldContext context = contextOf();
    const auto bytes = made->expand(context);
    QVERIFY(bytes);
    QCOMPARE(bytes->marks.size(), size_t(2));
    QCOMPARE(bytes->marks[0].offset, 2); // ü is two bytes
    QCOMPARE(bytes->marks[0].length, 2);
    QCOMPARE(bytes->marks[0].formula, QStringLiteral("len:u16be of b"));
    QCOMPARE(bytes->marks[0].value, QStringLiteral("3"));
    QCOMPARE(bytes->marks[1].offset, 7);
    QCOMPARE(bytes->marks[1].value, QStringLiteral("300 (0x12c)"));
    QCOMPARE(bytes->marks[1].position, text.lastIndexOf(u"{{counter"));
}

void TestPayloadTemplate::textWithoutFieldsIsThePayloadItself()
{
    for (const PayloadForm form :
         {PayloadForm::Text, PayloadForm::Hex, PayloadForm::Base64, PayloadForm::PacketSender}) {
        QByteArray bytes(600, Qt::Uninitialized);
        QRandomGenerator random(19);
        for (char &byte : bytes)
            byte = char(random.generate());
        const QString text = formatPayload(bytes, form);
        FieldContext context;
        if (!text.contains(u"{{")) {
            const auto made = expandOnce(text, form, context);
            QVERIFY(made);
            QCOMPARE(made->bytes, bytes);
            QVERIFY(made->marks.empty());
        }
    }
}

void TestPayloadTemplate::escapedTextHasNoFields()
{
    FieldContext context;
    for (const QByteArray &bytes :
         {QByteArray("{{counter}}"), QByteArray("{{{x}}}"), QByteArray("\\{{"), QByteArray("{"),
          QByteArray("{{"), QByteArray("\xff{{{{\\\\{{"), QByteArray("\xe2\x80\xae{{}}")}) {
        const QString text = escapeForTemplate(bytes, TextEncoding::Utf8);
        const auto made = expandOnce(text, PayloadForm::Text, context);
        QVERIFY2(made, qPrintable(text));
        QCOMPARE(made->bytes, bytes);
        QVERIFY(made->marks.empty());
    }
}

void TestPayloadTemplate::filesStayInTheFolder()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("work/sub")));
    const auto write = [&](const char *name, const char *text) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::WriteOnly) && file.write(text) >= 0;
    };
    QVERIFY(write("outside.txt", "secret") && write("work/a b.txt", "inside") && write("work/sub/c", "sub"));
    QVERIFY(QFile::link(folder.filePath(QStringLiteral("outside.txt")),
                        folder.filePath(QStringLiteral("work/link"))));
    FieldContext context;
    context.folder = folder.filePath(QStringLiteral("work"));
    const auto made = [&](const QString &name) {
        return expandOnce(QStringLiteral("{{file:%1}}").arg(name), PayloadForm::Text, context);
    };
    QCOMPARE(made(QStringLiteral("'a b.txt'"))->bytes, QByteArray("inside"));
    QCOMPARE(made(QStringLiteral("sub/c"))->bytes, QByteArray("sub"));
    for (const QString &name : {QStringLiteral("../outside.txt"), QStringLiteral("link"),
                                folder.filePath(QStringLiteral("outside.txt")), QStringLiteral("sub"),
                                QStringLiteral("nothing"), QStringLiteral("sub/../../outside.txt")})
        QVERIFY2(!made(name), qPrintable(name));
}

void TestPayloadTemplate::captures_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<bool>("matches");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("number");
    const QByteArray frame = QByteArray::fromHex("0103020a0b");
    QTest::newRow("u16be") << QStringLiteral("u16be at 1") << frame << true << QByteArray::fromHex("0302")
                           << qint64(0x302);
    QTest::newRow("u16le") << QStringLiteral("u16le at 1") << frame << true << QByteArray::fromHex("0302")
                           << qint64(0x203);
    QTest::newRow("too short") << QStringLiteral("u32be at 2") << frame << false << QByteArray()
                               << qint64(-1);
    QTest::newRow("bytes") << QStringLiteral("bytes 3..5") << frame << true << QByteArray::fromHex("0a0b")
                           << qint64(-1);
    QTest::newRow("if") << QStringLiteral("u8 at 2 if 01 03") << frame << true << QByteArray::fromHex("02")
                        << qint64(2);
    QTest::newRow("if not") << QStringLiteral("u8 at 2 if 0104") << frame << false << QByteArray()
                            << qint64(-1);
    QTest::newRow("regex") << QStringLiteral("regex 'token=(\\w+)'") << QByteArray("x token=ab7;") << true
                           << QByteArray("ab7") << qint64(-1);
    QTest::newRow("regex, bytes") << QStringLiteral("regex '\\xff.'")
                                  << QByteArray("a\xff"
                                                "b")
                                  << true
                                  << QByteArray("\xff"
                                                "b")
                                  << qint64(-1);
    QTest::newRow("regex, no match") << QStringLiteral("regex 'token=(\\w+)'") << QByteArray("no") << false
                                     << QByteArray() << qint64(-1);
}

void TestPayloadTemplate::captures()
{
    QFETCH(QString, rule);
    QFETCH(QByteArray, frame);
    QFETCH(bool, matches);
    QFETCH(QByteArray, bytes);
    QFETCH(qint64, number);
    const auto parsed = CaptureRule::parse(rule);
    QVERIFY2(parsed, parsed ? "" : parsed.error().reason);
    const auto value = parsed->take(frame);
    QCOMPARE(value.has_value(), matches);
    if (value) {
        QCOMPARE(value->bytes, bytes);
        QCOMPARE(value->number ? qint64(*value->number) : -1, number);
    }
}

void TestPayloadTemplate::captureRulesAreRefusedWithThePlace_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<qsizetype>("position");
    QTest::newRow("empty") << QString() << qsizetype(0);
    QTest::newRow("no type") << QStringLiteral("word at 2") << qsizetype(0);
    QTest::newRow("no offset") << QStringLiteral("u8 at x") << qsizetype(6);
    QTest::newRow("a range") << QStringLiteral("bytes 4..2") << qsizetype(6);
    QTest::newRow("no quotes") << QStringLiteral("regex abc") << qsizetype(6);
    QTest::newRow("an expression") << QStringLiteral("regex 'a(b'") << qsizetype(10);
    QTest::newRow("a condition") << QStringLiteral("u8 at 1 when 01") << qsizetype(8);
    QTest::newRow("hex") << QStringLiteral("u8 at 1 if 0x") << qsizetype(13);
}

void TestPayloadTemplate::captureRulesAreRefusedWithThePlace()
{
    QFETCH(QString, rule);
    QFETCH(qsizetype, position);
    const auto parsed = CaptureRule::parse(rule);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().position, position);
}

QTEST_GUILESS_MAIN(TestPayloadTemplate)
#include "tst_payloadtemplate.moc"
