#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

/// What a stranger may send to be shown, and what must never come out of it.
namespace hostile {

/// Characters that Unicode lets a renderer leave out, and those that turn text round (UAX 9,
/// DerivedCoreProperties).
inline QList<char32_t> unseen()
{
    QList<char32_t> all = {0x00AD,  0x034F,  0x061C,  0x115F,  0x1160,  0x17B4, 0x17B5,
                           0x3164,  0xFEFF,  0xFFA0,  0xFFF9,  0xFFFA,  0xFFFB, 0xFFFC,
                           0xE0001, 0xE0020, 0xE007F, 0xE0100, 0xE01EF, 0x2028, 0x2029};
    const std::pair<char32_t, char32_t> ranges[] = {{0x180B, 0x180F},   {0x200B, 0x200F},  {0x202A, 0x202E},
                                                    {0x2060, 0x2064},   {0x2066, 0x206F},  {0xFE00, 0xFE0F},
                                                    {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}};
    for (const auto &[first, last] : ranges) {
        for (char32_t c = first; c <= last; ++c)
            all << c;
    }
    return all;
}

inline QString withMarks(int count, std::initializer_list<ushort> marks)
{
    QString tower = QStringLiteral("z");
    for (int i = 0; i < count; ++i)
        tower += QChar(*(marks.begin() + i % int(marks.size())));
    return tower + QStringLiteral("algo");
}

/// Over 200 texts of faults.md rows 60, 61, 62 and 65. Each has a mark by which it is known: "#12#".
inline QStringList texts()
{
    QStringList all;
    for (const char32_t c : unseen())
        all << QStringLiteral("user%1gpj.exe").arg(QString::fromUcs4(&c, 1));
    for (ushort c = 0; c < 0xA0; ++c) {
        if (c < 0x20 || c >= 0x7F) // C0, DEL and C1
            all << QStringLiteral("a%1[2Jb").arg(QChar(c));
    }
    for (const char32_t c : {char32_t(0xE000), char32_t(0xF8FF), char32_t(0xF0000), char32_t(0x10FFFD),
                             char32_t(0xFDD0), char32_t(0xFFFE), char32_t(0x1FFFF), char32_t(0x0378)})
        all << QStringLiteral("p%1q").arg(QString::fromUcs4(&c, 1)); // private use, no characters
    all << QStringLiteral("lone ") + QChar(0xD83D) << QChar(0xDE00) + QStringLiteral(" lone");
    for (const int height : {5, 20, 500})
        all << withMarks(height, {0x0337}) << withMarks(height, {0x0300, 0x0323, 0x0489})
            << withMarks(height, {0x20DD, 0x0E49});
    for (const char *text : {"%1%2%n",
                             "%1",
                             "%L1 %L2",
                             "%99%98%97",
                             "%%1",
                             "%n",
                             "%s%s%s%n%x",
                             "{0}{1}",
                             "${HOME}",
                             "{{len:u8}}",
                             "<b>bold</b>",
                             "<img src=\"/etc/passwd\">",
                             "<a href='x'>y</a>",
                             "GET / <b>",
                             "<!--",
                             "&lt;b&gt;",
                             "<qt><img src=x></qt>",
                             "<html><body onload=1>",
                             "\x1b]0;title\x07",
                             "\x1b[31mred\x1b[0m",
                             "\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\",
                             "line\r\nHost: x",
                             "a\tb\tc",
                             "\r\r\roverwritten",
                             "=cmd|' /C calc'!A0",
                             "+1+1",
                             "-2+3",
                             "@SUM(A1)",
                             "\t=1",
                             "\"quoted\",\"cell\"",
                             "'; DROP TABLE x",
                             "../../etc/passwd",
                             "C:\\x",
                             "a&b&&c",
                             "\\x41\\n",
                             "$(reboot)",
                             "`id`",
                             "NUL"})
        all << QString::fromUtf8(text);
    const QString rtl = QStringLiteral("\u05D0\u05D1\u05D2 \u0627\u0644\u0639");
    all << rtl + QStringLiteral(" 123 %1") << QStringLiteral("\u202E") + rtl << QString(300, QChar(0x202E))
        << QString(3000, u'W') << QString(20'000, u'x') << QString(1'000'000, u'y')
        << QStringLiteral("%1").repeated(500) << QStringLiteral("a\u0301").repeated(200);
    for (qsizetype i = 0; i < all.size(); ++i)
        all[i].prepend(QStringLiteral("#%1#").arg(i));
    return all;
}

inline bool isCombining(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing ||
           category == QChar::Mark_SpacingCombining;
}

/// What a renderer would act on in a shown text, in words; empty where there is nothing.
/// `lines`: line breaks and tabs of our own are expected.
inline QByteArray actedOn(const QString &shown, bool lines = false)
{
    static const QList<char32_t> invisible = unseen();
    int marks = 0;
    char32_t before = 0;
    for (const uint point : shown.toUcs4()) {
        const char32_t c = point;
        const QChar::Category category = QChar::category(c);
        const bool isBreak = lines && (c == '\n' || c == '\t'); // ours, between cells and lines
        const bool isEmoji = c == 0xFE0F && QChar::category(before) == QChar::Symbol_Other;
        before = c;
        if (isEmoji)
            continue;
        if (!isBreak && (category == QChar::Other_Control || category == QChar::Other_Format ||
                         category == QChar::Other_Surrogate || category == QChar::Other_PrivateUse ||
                         category == QChar::Other_NotAssigned || (c > 0x7F && invisible.contains(c))))
            return "U+" + QByteArray::number(point, 16) + " in " + shown.left(80).toUtf8();
        marks = isCombining(c) ? marks + 1 : 0;
        if (marks > 4)
            return "a tower of marks in " + shown.left(80).toUtf8();
    }
    return {};
}

/// True if a text that contains placeholders still has them all, as they were.
inline bool keepsPlaceholders(const QString &text, const QString &shown)
{
    for (const char *placeholder : {"%1%2%n", "%L1 %L2", "%99%98%97", "%%1", "%s%s%s%n%x", "{0}{1}"}) {
        const QLatin1String wanted(placeholder);
        if (text.contains(wanted) && text.size() < 200 && !shown.contains(wanted))
            return false;
    }
    return true;
}

} // namespace hostile
