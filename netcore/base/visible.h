#pragma once

#include <QtCore/QChar>

namespace netcore {

/// True if Unicode lets a renderer leave the character out: it would hide in a text.
///
/// Source   Unicode 15, DerivedCoreProperties.txt, Default_Ignorable_Code_Point, those that are letters or
/// marks;
///          the others are format characters or not assigned
constexpr bool isIgnorable(char32_t c)
{
    return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 ||
           (c >= 0x180B && c <= 0x180F) || c == 0x3164 || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFFA0 ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

constexpr int mostMarks = 4; // combining ones on one character; more would be drawn over other lines

inline bool isCombining(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing ||
           category == QChar::Mark_SpacingCombining;
}

/// True if a reader sees the character, behind `before`: it is no control, format, surrogate, private-use or
/// unassigned one, no line or paragraph separator, no ignorable one. U+FE0F is seen behind a symbol: it makes
/// that an emoji.
inline bool isVisible(char32_t c, char32_t before = 0)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return false;
    default: return !isIgnorable(c) || (c == 0xFE0F && QChar::category(before) == QChar::Symbol_Other);
    }
}

} // namespace netcore
