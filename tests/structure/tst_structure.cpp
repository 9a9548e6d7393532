#include "netcore/structure/structure.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <algorithm>

using namespace netcore;

namespace {

Structure made(const QString &text)
{
    auto structure = Structure::parse(text);
    if (!structure)
        qFatal("%s at %d:%d %s", structure.error().reason, structure.error().line, structure.error().column,
               qPrintable(structure.error().what));
    return *structure;
}

QString told(const StructureProblem &problem)
{
    return QStringLiteral("%1: %2").arg(QLatin1String(problem.reason), problem.what);
}

Structure ofFields(const char *fields)
{
    return made(QStringLiteral("structure t {") + QString::fromUtf8(fields) + u'}');
}

/// "path=value(label)@bit+bits!fault", one line a field: what a person would see.
QStringList lines(const Structure &structure, const QByteArray &frame)
{
    QStringList lines;
    for (const FieldValue &field : structure.read(frame)) {
        QString value = field.value.toString();
        if (field.value.typeId() == QMetaType::QByteArray)
            value = QString::fromLatin1(field.value.toByteArray().toHex());
        QString line = field.path + u'=' + value;
        if (!field.label.isEmpty())
            line += QStringLiteral("(%1)").arg(field.label);
        if (!field.unit.isEmpty())
            line += QStringLiteral(" %1").arg(field.unit);
        line += QStringLiteral("@%1+%2").arg(field.bit).arg(field.bits);
        if (field.fault)
            line += u'!' + QString::fromLatin1(field.fault);
        lines << line;
    }
    return lines;
}

QStringList texts(std::initializer_list<const char *> all)
{
    QStringList texts;
    for (const char *one : all)
        texts << QString::fromUtf8(one);
    return texts;
}

QHash<QString, QString> valuesOf(const QString &text)
{
    QHash<QString, QString> values;
    for (const QString &part : text.split(u';', Qt::SkipEmptyParts))
        values.insert(part.section(u'=', 0, 0).trimmed(), part.section(u'=', 1).trimmed());
    return values;
}

} // namespace

class TestStructure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void badTextSaysWhere_data();
    void badTextSaysWhere();
    void lineAndColumn();
    void limitsOfTheText();
    void limitsOfTheFrame();
    void builds_data();
    void builds();
    void badValuesSayWhich_data();
    void badValuesSayWhich();
    void declares();
    void everyCutOfAFrameIsSafe();
    void rubbishIsReadWithinTheLimits();
    void builtFramesReadBack();
};

void TestStructure::reads_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *fields, const char *hex,
                        std::initializer_list<const char *> expected) {
        QTest::newRow(name) << QString::fromUtf8(fields) << QByteArray::fromHex(hex) << texts(expected);
    };
    row("orders", "a: u16be; b: u16le; c: u24be; d: u8;", "0102 0102 010203 ff",
        {"a=258@0+16", "b=513@16+16", "c=66051@32+24", "d=255@56+8"});
    row("signs", "a: i8; b: i16le; c: i24be;", "ff feff 800000",
        {"a=-1@0+8", "b=-2@8+16", "c=-8388608@24+24"});
    row("all 64 bits", "a: u64be; b: i64le;", "ffffffffffffffff feffffffffffffff",
        {"a=18446744073709551615@0+64", "b=-2@64+64"});
    row("floats", "a: f32be; b: f64le;", "3fc00000 000000000000f83f", {"a=1.5@0+32", "b=1.5@32+64"});
    row("scale", "t: i16le scale 0.5 plus -40 unit \"°C\";", "9cff", {"t=-90 °C@0+16"});
    row("enum", "f: u8 enum { 3 = \"Read\", 0x10 = \"Write\" }; g: u8 enum { 1 = \"x\" };", "10 07",
        {"f=16(Write)@0+8", "g=7@8+8"});
    row("bits", "f: u16be bits { a: 1; b: 3; c: 12 as hex; }", "9abc",
        {"f=39612@0+16", "f.a=1@0+1", "f.b=1@1+3", "f.c=2748(0xabc)@4+12"});
    row("bits, little endian", "f: u16le bits { a: 1; b: 3; c: 12; }", "bc9a",
        {"f=39612@0+16", "f.a=1@8+1", "f.b=1@9+3", "f.c=2748@0+16"});
    row("bytes by length", "n: u8; b: bytes(n - 1); r: bytes(rest);", "03 aabb ccdd",
        {"n=3@0+8", "b=aabb@8+16", "r=ccdd@24+16"});
    row("text", "a: text(4); b: text(until \"\\r\\n\"); c: text(2, utf16be);", "61620000 c3a90d0a 4e2d",
        {"a=ab@0+32", "b=é@32+32", "c=中@64+16"});
    row("not text", "a: text(2);", "c328", {"a=\\xc3(@0+16!not text in this encoding"});
    row("digits", "n: digits(until \">\"); m: digits(2);", "3334 3e 3037", {"n=34@0+24", "m=7@24+16"});
    row("varint", "n: varint(4); m: varint;", "c102 7f", {"n=321@0+16", "m=127@16+8"});
    row("varint too long", "n: varint(4);", "ffffffff7f", {"n=@0+32!the number does not end where it must"});
    row("varint cut", "n: varint(4);", "ff", {"n=@0+8!cut off by the end of the frame"});
    row("value", "p: u8; facility: value(p >> 3) enum { 4 = \"auth\" }; severity: value(p % 8);", "22",
        {"p=34@0+8", "facility=4(auth)@8+0", "severity=2@8+0"});
    row("condition", "f: u8; a: u8 if f == 1; b: u8 if f == 2 || f & 0x80 != 0;", "02 07",
        {"f=2@0+8", "b=7@8+8"});
    row("choice", "n: u8; w: u16be if n == 126; d: bytes(n < 126 ? n : w);", "7e 0002 aabb",
        {"n=126@0+8", "w=2@8+16", "d=aabb@24+16"});
    row("group", "g: group { a: u8; h: group { b: u8; } } c: u8 if g.h.b == 2;", "01 02 03",
        {"g=@0+16", "g.a=1@0+8", "g.h=@8+8", "g.h.b=2@8+8", "c=3@16+8"});
    row("sized group", "n: u8; g: group(n) { a: u8; r: bytes(rest); } z: u8;", "03 01 0203 09",
        {"n=3@0+8", "g=@8+24", "g.a=1@8+8", "g.r=0203@16+16", "z=9@32+8"});
    row("array", "n: u8; a: array(n) of u16be;", "02 0001 0002",
        {"n=2@0+8", "a=(2)@8+32", "a[0]=1@8+16", "a[1]=2@24+16"});
    row("array to the end", "a: array(rest) of group { n: u8; t: bytes(n); }", "01aa 02bbcc",
        {"a=(2)@0+40", "a[0]=@0+16", "a[0].n=1@0+8", "a[0].t=aa@8+8", "a[1]=@16+24", "a[1].n=2@16+8",
         "a[1].t=bbcc@24+16"});
    row("array cut", "a: array(3) of u16be;", "0001 00",
        {"a=(2)@0+24!cut off by the end of the frame", "a[0]=1@0+16",
         "a[1]=@16+8!cut off by the end of the frame"});
    row("an item forgets the one before",
        "a: array(rest) of group { k: u8; n: u8 if k == 1; t: bytes(n) if k == 1; "
        "u: bytes(n) if k == 2; }",
        "01 01 aa 02",
        {"a=(2)@0+32", "a[0]=@0+24", "a[0].k=1@0+8", "a[0].n=1@8+8", "a[0].t=aa@16+8", "a[1]=@24+8",
         "a[1].k=2@24+8", "a[1].u=@32+0!its length cannot be computed"});
    row("constant", "m: bytes(2) = 0xCAFE; v: u8 = 1; t: text(2) = \"ok\"; n: i8 = -1;", "cafe 02 6f6b ff",
        {"m=cafe@0+16", "v=2@16+8!not the value that it must have", "t=ok@24+16", "n=-1@40+8"});
    row("counts", "n: u8 counts a..end; a: u8; b: bytes(rest);", "03 01 0203",
        {"n=3@0+8", "a=1@8+8", "b=0203@16+16"});
    row("counts wrong", "n: u8 counts n..b + 1; a: u8; b: bytes(1);", "03 01 02",
        {"n=3@0+8!does not agree with the bytes that it counts", "a=1@8+8", "b=02@16+8"});
    row("counts items", "n: u8 counts items of a; a: array(rest) of u8;", "02 0102",
        {"n=2@0+8", "a=(2)@8+16", "a[0]=1@8+8", "a[1]=2@16+8"});
    row("checksum", "a: bytes(6); c: u16le check crc16-modbus of a;", "010300000002 c40b",
        {"a=010300000002@0+48", "c=3012@48+16"});
    row("checksum wrong", "a: bytes(6); c: u16le check crc16-modbus of a;", "010300000003 c40b",
        {"a=010300000003@0+48", "c=3012(0xcb05)@48+16!the checksum differs"});
    row("domain", "a: domain; b: domain; c: domain;", "0161036f726700 01 62 c002 00",
        {"a=a.org@0+56", "b=b.org@56+32", "c=.@88+8"});
    row("domain loop", "a: u8; b: domain;", "00 c001", {"a=0@0+8", "b=@8+16!not a domain name"});
    row("domain from", "p: u16be; a: domain(2); b: domain(2);", "0000 016100 c000",
        {"p=0@0+16", "a=a@16+24", "b=a@40+16"});
    row("addresses", "a: u32be as ipv4; b: bytes(16) as ipv6;", "7f000001 00000000000000000000000000000001",
        {"a=2130706433(127.0.0.1)@0+32", "b=00000000000000000000000000000001(::1)@32+128"});
    row("times", "a: u32be as unix; b: u32be as ntp;", "00000000 83aa7e80",
        {"a=0(1970-01-01T00:00:00Z)@0+32", "b=2208988800(1970-01-01T00:00:00Z)@32+32"});
    row("here", "a: u8; pad: bytes((4 - here % 4) % 4); b: u8;", "01 000000 02",
        {"a=1@0+8", "pad=000000@8+24", "b=2@32+8"});
    row("empty frame", "a: u8; b: bytes(a); c: u16be;", "",
        {"a=@0+0!cut off by the end of the frame", "b=@0+0!its length cannot be computed",
         "c=@0+0!cut off by the end of the frame"});
    row("bytes cut", "a: bytes(4);", "0102", {"a=0102@0+16!cut off by the end of the frame"});
    row("a length that overflows", "a: u64be; b: bytes(a * 16);", "0fffffffffffffff",
        {"a=1152921504606846975@0+64", "b=@64+0!its length cannot be computed"});
    row("a negative length", "a: u8; b: bytes(a - 2);", "01",
        {"a=1@0+8", "b=@8+0!its length cannot be computed"});
    row("division by zero", "a: u8; b: bytes(4 / a);", "00",
        {"a=0@0+8", "b=@8+0!its length cannot be computed"});
    row("a huge array", "n: u64be; a: array(n) of u8;", "7fffffffffffffff 05", // limits before allocation
        {"n=9223372036854775807@0+64", "a=(1)@64+8!cut off by the end of the frame", "a[0]=5@64+8"});
    row("a group over the end", "n: u8; g: group(n) { a: u8; } z: bytes(rest);", "05 01 02",
        {"n=5@0+8", "g=@8+8!cut off by the end of the frame", "g.a=1@8+8", "z=02@16+8"});
    row("end mark missing", "a: text(until \"\\0\");", "6162", {"a=ab@0+16!its end mark is missing"});
}

void TestStructure::reads()
{
    QFETCH(QString, fields);
    QFETCH(QByteArray, frame);
    QFETCH(QStringList, expected);
    QCOMPARE(lines(ofFields(fields.toUtf8()), frame).join(u'\n'), expected.join(u'\n'));
}

void TestStructure::badTextSaysWhere_data()
{
    QTest::addColumn<QString>("text"); // the wrong place is marked by a ^ in front of it
    QTest::addColumn<QString>("what");
    const auto row = [](const char *name, const char *text, const char *what) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(what);
    };
    row("empty", "^", "");
    row("no name", "structure ^{", "{");
    row("open", "structure t { a: u8;^", "");
    row("rest", "structure t {} ^x", "x");
    row("no order", "structure t { a: ^u16; }", "u16");
    row("no such type", "structure t { a: ^u12be; }", "u12be");
    row("no colon", "structure t { a ^u8; }", "u8");
    row("no semicolon", "structure t { a: u8 = 1 ^: u8; }", ":");
    row("unknown modifier", "structure t { a: u8 ^foo; }", "foo");
    row("twice", "structure t { a: u8; ^a: u8; }", "a");
    row("later field", "structure t { b: bytes(^n); n: u8; }", "n");
    row("own value", "structure t { b: bytes(^b); }", "b");
    row("a text as number", "structure t { a: text(1); b: bytes(^a); }", "a");
    row("inside an array", "structure t { a: array(2) of group { n: u8; } b: bytes(a.^n); }", "n");
    row("bits", "structure t { a: u8 bits ^{ b: 3; c: 4; } }", "{");
    row("bits order", "structure t { a: ^u16 bits { b: 16; } }", "u16");
    row("counts nobody", "structure t { a: u8 counts ^b; }", "b");
    row("counts backwards", "structure t { a: u8 counts c..^b; b: u8; c: u8; }", "b");
    row("counts a text", "structure t { a: text(1) counts ^b; b: u8; }", "b");
    row("items of no array", "structure t { a: u8 counts items of ^b; b: u8; }", "b");
    row("open quote", "structure t { a: u8 unit ^\"x; }", "");
    row("escape", "structure t { a: text(1) = \"a^\\q\"; }", "");
    row("constant does not fit", "structure t { a: u8 = ^256; }", "256");
    row("constant text", "structure t { a: u8 = ^\"x\"; }", "x");
    row("hex odd", "structure t { a: bytes(2) = ^0xABC; }", "0xABC");
    row("empty end mark", "structure t { a: text(until ^\"\"); }", "");
    row("character", "structure t { a: u8 ^$ }", "$");
    row("varint size", "structure t { a: varint(^11); }", "11");
    row("encoding", "structure t { a: text(1, ^ebcdic); }", "ebcdic");
    row("scale 0", "structure t { a: u8 scale ^0; }", "0");
    row("scale text", "structure t { a: text(1) scale ^2; }", "2");
    row("names of a float", "structure t { a: f32be enum ^{ 1 = \"x\" }; }", "{");
    row("a name twice", "structure t { a: u8 enum { 1 = \"x\", ^1 = \"y\" }; }", "1");
    row("array of array", "structure t { a: array(1) of ^array(1) of u8; }", "array");
    row("as what", "structure t { a: u8 as ^roman; }", "roman");
    row("expression ends", "structure t { a: bytes(1 +^); }", ")");
    row("half a choice", "structure t { a: bytes(1 ? 2 ^); }", ")");
    row("condition on bits", "structure t { a: u8 bits { b: ^8 if 1; } }", "8");
    // faults.md row 10
    row("checksum of nobody", "structure t { a: u8; c: u16le check crc16-modbus of ^b; }", "b");
    row("checksum of what is later gone", "structure t { a: u8; c: u16le check crc16-modbus of a..^z; }",
        "z");
    row("checksum backwards", "structure t { a: u8; b: u8; c: u16le check crc16-modbus of b..^a; }", "a");
    row("checksum of itself", "structure t { a: u8; c: u16le check crc16-modbus of ^a..c; }", "a");
    row("checksum over the end", "structure t { a: u8; c: u16le check crc16-modbus of ^a..end; }", "a");
    row("checksum of another size", "structure t { a: u8; c: u8 check ^crc16-modbus of a; }", "crc16");
    row("no such checksum", "structure t { a: u8; c: u16le check ^crc16-nobody of a; }", "crc16");
    row("default word", "structure t { a: u8 default ^x; }", "x");
}

void TestStructure::badTextSaysWhere()
{
    QFETCH(QString, text);
    QFETCH(QString, what);
    const qsizetype place = text.indexOf(u'^');
    QVERIFY(place >= 0);
    text.remove(place, 1);
    const auto structure = Structure::parse(text);
    QVERIFY(!structure);
    QVERIFY(structure.error().reason && structure.error().reason[0] != '\0');
    QCOMPARE(structure.error().position, place);
    QCOMPARE(structure.error().what, what);
}

void TestStructure::lineAndColumn()
{
    const auto structure = Structure::parse(u"structure t {\n  // a comment\n  a: u8;\n  bé: u17;\n}\n");
    QVERIFY(!structure);
    QCOMPARE(structure.error().line, 4);
    QCOMPARE(structure.error().column, 7);
}

void TestStructure::limitsOfTheText()
{
    QString deep = QStringLiteral("structure t {");
    for (int i = 0; i < 9; ++i)
        deep += QStringLiteral("g: group {");
    QVERIFY(!Structure::parse(deep + QString(9, u'}') + u'}'));
    QVERIFY(!Structure::parse(QStringLiteral("structure t { a: bytes(") + QString(30'000, u'(')));
    QVERIFY(!Structure::parse(QStringLiteral("structure t { a: bytes(") + QString(30'000, u'!')));
    QVERIFY(!Structure::parse(QStringLiteral("structure t { a: bytes(1") +
                              QStringLiteral("+1").repeated(20'000) + QStringLiteral("); }")));
    QVERIFY(!Structure::parse(QString(70'000, u' ')));
    QString many = QStringLiteral("structure t {");
    for (int i = 0; i < 1'001; ++i)
        many += QStringLiteral("f%1: u8;").arg(i);
    QVERIFY(!Structure::parse(many + u'}'));
}

void TestStructure::limitsOfTheFrame()
{
    const auto bytes = ofFields("a: array(rest) of u8;").read(QByteArray(50'000, 'x'));
    QCOMPARE(bytes.size(), 10'000u);
    QVERIFY(bytes.back().fault);
    // Neither items without bytes nor fields that are never there make it run on.
    const auto nothing = ofFields("n: u64be; a: array(n) of group { b: u8 if 0 == 1; c: u8 if 0 == 1; }")
                             .read(QByteArray::fromHex("7fffffffffffffff 00"));
    QVERIFY(nothing.size() <= 10'000u);
}

void TestStructure::builds_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("values");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const char *fields, const char *values, const char *hex) {
        QTest::newRow(name) << QString::fromUtf8(fields) << QString::fromUtf8(values)
                            << QByteArray::fromHex(hex);
    };
    row("numbers", "a: u16be; b: i16le; c: u24be; d: f32be;", "a=258;b=-2;c=0x010203;d=1.5",
        "0102 feff 010203 3fc00000");
    row("initial", "a: u8 default 7; b: u8; c: bytes(2); d: text(3) default \"ab\";", "",
        "07 00 0000 616200");
    row("constants", "a: u8 = 3; m: bytes(2) = 0xCAFE; t: text(2) = \"ok\";", "", "03 cafe 6f6b");
    row("scale", "t: i16le scale 0.5 plus -40;", "t=-90", "9cff");
    row("enum", "f: u8 enum { 3 = \"Read\" }; g: u8 enum { 3 = \"Read\" };", "f=read;g=9", "03 09");
    row("bits", "f: u16be bits { a: 1; b: 3; c: 12; }", "f.a=1;f.b=1;f.c=0xabc", "9abc");
    row("counts", "n: u8 counts a..end; a: u8; b: bytes(rest);", "a=1;b=02 03", "03 01 0203");
    row("counts itself", "n: u16be counts n..end; a: text(rest);", "a=xyz", "0005 78797a");
    row("counts by itself, as varint", "n: varint counts n..end; a: bytes(rest);",
        "a=" // 126 bytes and a length of one byte are 127; one byte more needs two bytes
        "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00"
        "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00"
        "00000000000000000000000000000000000000000000000000",
        "8101"
        "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00"
        "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00"
        "00000000000000000000000000000000000000000000000000");
    row("inferred", "n: u8; b: bytes(n - 1); m: varint; t: text(m);", "b=aabb;t=hé", "03 aabb 03 68c3a9");
    row("inferred group", "n: u16le; g: group(n) { a: u8; r: bytes(rest); }", "g.a=1;g.r=0203",
        "0300 01 0203");
    row("array as a list", "n: u8; a: array(n) of u16be;", "a=1, 2", "02 0001 0002");
    row("array by index", "n: u8; a: array(n) of group { k: u8; t: text(until \"\\0\"); }",
        "a[1].k=2;a[0].t=x;a[0].k=1;a[1].t=y", "02 017800 027900");
    row("items", "n: u8 counts items of a; a: array(rest) of u8;", "a=5,6,7", "03 050607");
    row("no items", "n: u8; a: array(n) of u8;", "", "00");
    row("condition", "f: u8; a: u8 if f == 1; b: u8 if f == 2;", "f=2;a=9;b=7", "02 07");
    row("digits", "n: digits(until \">\"); m: digits(3);", "n=34;m=7", "33343e 303037");
    row("domain", "d: domain; r: domain;", "d=a.org", "0161036f726700 00");
    row("addresses", "a: u32be as ipv4; b: bytes(16) as ipv6;", "a=127.0.0.1;b=::1",
        "7f000001 00000000000000000000000000000001");
    row("time", "a: u32be as ntp;", "a=1970-01-01T00:00:00Z", "83aa7e80");
    row("value", "p: u8; f: value(p >> 3);", "p=34", "22");
    row("checksum", "a: u8; n: u8 counts b; b: bytes(n); c: u16le check crc16-modbus of a..b;", "a=1;b=0304",
        "01 02 0304 a12b");
    row("trailing length", "a: bytes(rest - 1); n: u8 counts a;", "a=010203", "010203 03");
}

void TestStructure::builds()
{
    QFETCH(QString, fields);
    QFETCH(QString, values);
    QFETCH(QByteArray, bytes);
    const auto built = ofFields(fields.toUtf8()).build(valuesOf(values));
    QVERIFY2(built, built ? "" : qPrintable(told(built.error())));
    QCOMPARE(built->toHex(), bytes.toHex());
}

void TestStructure::badValuesSayWhich_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("values");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const char *fields, const char *values, const char *path) {
        QTest::newRow(name) << QString::fromUtf8(fields) << QString::fromUtf8(values)
                            << QString::fromUtf8(path);
    };
    row("no number", "a: u8;", "a=x", "a");
    row("too large", "a: u8;", "a=256", "a");
    row("too small", "a: i8;", "a=-129", "a");
    row("negative", "a: u8;", "a=-1", "a");
    row("not hex", "a: bytes(2);", "a=0g", "a");
    row("short bytes", "a: bytes(2);", "a=00", "a");
    row("long text", "a: text(2);", "a=abc", "a");
    row("character", "a: text(2, latin1);", "a=中", "a");
    row("no such field", "a: u8;", "b=1", "b");
    row("bits", "f: u8 bits { a: 1; b: 7; }", "f.a=2", "f.a");
    row("item", "a: array(2) of u8;", "a=1,x", "a[1]");
    row("length does not fit", "n: u8 counts b; b: array(300) of u8;", "", "n");
    row("end mark inside", "a: text(until \" \");", "a=x y", "a");
    row("digits", "a: digits(2);", "a=100", "a");
    row("label", "a: domain;", "a=a..b", "a");
    row("a length that nothing computes", "n: u8; b: bytes(n * 2);", "n=1;b=00", "b");
}

void TestStructure::badValuesSayWhich()
{
    QFETCH(QString, fields);
    QFETCH(QString, values);
    QFETCH(QString, path);
    const auto built = ofFields(fields.toUtf8()).build(valuesOf(values));
    QVERIFY(!built);
    QVERIFY(built.error().reason);
    QCOMPARE(built.error().what, path);
}

void TestStructure::declares()
{
    const Structure structure = made(QStringLiteral(R"(structure s "A title" {
        n: u16be counts items of a;
        a: array(rest) of group { k: u8 enum { 1 = "one" }; t: i16le scale 0.1 unit "V" if k == 1; }
    })"));
    QCOMPARE(structure.name(), QStringLiteral("s"));
    QCOMPARE(structure.title(), QStringLiteral("A title"));
    QStringList told;
    for (const FieldDeclaration &d : structure.declarations())
        told << QStringLiteral("%1 %2 %3 %4%5%6")
                    .arg(d.path)
                    .arg(int(d.kind))
                    .arg(d.bits)
                    .arg(d.unit, d.computed ? u"computed" : u"", d.optional ? u"optional" : u"");
    QCOMPARE(told, texts({"n 0 16 computed", "a 8 0 ", "a[] 7 0 ", "a[].k 6 8 ", "a[].t 1 16 Voptional"}));
    QCOMPARE(structure.declarations()[3].names.first().second, QStringLiteral("one"));
    const auto values = structure.read(QByteArray::fromHex("0001 01 0a00"));
    QCOMPARE(values.back().declaration, 4);
    QCOMPARE(values.back().value.toDouble(), 1.0);
}

namespace {

const char *const richFields =
    "id: u16be; flags: u8 bits { a: 1; b: 7; } n: u8; names: array(n) of group { l: u8; t: text(l); } "
    "v: varint(4); d: domain; g: group(v) { x: f32le; y: bytes(rest); } z: digits(until \";\"); "
    "w: u16le if flags.a == 1; r: array(rest) of i16be scale 0.1;";

} // namespace

void TestStructure::everyCutOfAFrameIsSafe()
{
    const Structure structure = ofFields(richFields);
    const auto frame = structure.build(valuesOf(QStringLiteral(
        "id=7;flags.a=1;names[0].t=ab;names[1].t=c;d=x.org;g.x=1.5;g.y=0102;z=12;w=3;r=1.0,2.0")));
    QVERIFY2(frame, frame ? "" : qPrintable(told(frame.error())));
    for (const FieldValue &field : structure.read(*frame))
        QVERIFY2(!field.fault, qPrintable(field.path));
    for (qsizetype cut = 0; cut < frame->size(); ++cut) {
        const QByteArray part = frame->first(cut); // its own allocation: a sanitizer sees a byte too far
        for (const FieldValue &field : structure.read(part))
            QVERIFY(field.bit + field.bits <= quint64(cut) * 8);
    }
}

void TestStructure::rubbishIsReadWithinTheLimits()
{
    const Structure structure = ofFields(richFields);
    QRandomGenerator random(4);
    for (int i = 0; i < 400; ++i) {
        QByteArray frame(random.bounded(300), '\0');
        std::generate(frame.begin(), frame.end(), [&] { return char(random.bounded(256)); });
        for (const FieldValue &field : structure.read(frame))
            QVERIFY(field.bit + field.bits <= quint64(frame.size()) * 8);
    }
    const QString text = structure.text();
    const char *signs = "{}();:=.\"\\0x1 ab";
    for (int i = 0; i < 2'000; ++i) { // a damaged text is refused or read, and never more than that
        QString damaged = text;
        for (int k = random.bounded(3); k >= 0; --k)
            damaged[random.bounded(int(damaged.size()))] = QLatin1Char(signs[random.bounded(15)]);
        if (const auto parsed = Structure::parse(damaged))
            parsed->read(QByteArray(64, 'a'));
        else
            QVERIFY(parsed.error().position >= 0 && parsed.error().position <= damaged.size());
    }
}

void TestStructure::builtFramesReadBack()
{
    const Structure structure = ofFields("a: u8; b: i24le; c: u64be; n: u16be; p: bytes(n); m: varint; t: "
                                         "text(m); e: u8 enum { 1 = \"one\" };");
    QRandomGenerator random(5);
    for (int i = 0; i < 300; ++i) {
        QHash<QString, QString> given;
        given.insert(QStringLiteral("a"), QString::number(random.bounded(256)));
        given.insert(QStringLiteral("b"), QString::number(int(random.bounded(1 << 24)) - (1 << 23)));
        given.insert(QStringLiteral("c"), QString::number(random.generate64()));
        given.insert(QStringLiteral("p"), QString::fromLatin1(QByteArray(random.bounded(300), 'x').toHex()));
        given.insert(QStringLiteral("t"), QString(random.bounded(200), u'é'));
        const auto built = structure.build(given);
        QVERIFY(built);
        for (const FieldValue &field : structure.read(*built)) {
            QVERIFY(!field.fault);
            if (field.value.typeId() == QMetaType::QByteArray)
                QCOMPARE(QString::fromLatin1(field.value.toByteArray().toHex()), given.value(field.path));
            else if (given.contains(field.path))
                QCOMPARE(field.value.toString(), given.value(field.path));
        }
    }
}

QTEST_GUILESS_MAIN(TestStructure)
#include "tst_structure.moc"
