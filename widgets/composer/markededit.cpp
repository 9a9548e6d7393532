#include "widgets/composer/markededit.h"

#include "widgets/common/theme.h"
#include "widgets/models/plaintext.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QTextCursor>
#include <QtGui/QTextDocument>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <array>

namespace widgets {

namespace {

/// Neighbouring fields differ; text on them keeps its contrast in both palettes.
QColor fieldTint(const QPalette &palette, qsizetype index)
{
    static constexpr std::array<int, 4> hues = {275, 165, 330, 50};
    const int hue = hues[size_t(index) % hues.size()];
    return isDark(palette) ? QColor::fromHsl(hue, 90, 68) : QColor::fromHsl(hue, 170, 218);
}

QColor frameTint(const QPalette &palette)
{
    return isDark(palette) ? QColor::fromHsl(212, 70, 78) : QColor::fromHsl(212, 120, 208);
}

QTextCharFormat formatOf(const TextMark &mark, const QPalette &palette, qsizetype field)
{
    QTextCharFormat format;
    switch (mark.kind) {
    case TextMark::Kind::Field: format.setBackground(fieldTint(palette, field)); break;
    case TextMark::Kind::Frame: format.setBackground(frameTint(palette)); break;
    case TextMark::Kind::Ending: format.setForeground(themeOf(palette).dim); break;
    case TextMark::Kind::Section:
        format.setForeground(themeOf(palette).dim);
        format.setUnderlineStyle(QTextCharFormat::DotLine);
        break;
    }
    return format;
}

} // namespace

MarkedEdit::MarkedEdit(const QString &name, QWidget *parent) : QPlainTextEdit(parent)
{
    setObjectName(name);
    setFont(fixedFont(font()));
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAnywhere);
}

void MarkedEdit::setMarks(const QList<TextMark> &marks)
{
    m_marks = marks;
    showMarks();
}

void MarkedEdit::markError(qsizetype position)
{
    m_error = position;
    showMarks();
}

QTextEdit::ExtraSelection MarkedEdit::selection(qsizetype position, qsizetype length) const
{
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(document());
    const qsizetype last = qsizetype(document()->characterCount()) - 1;
    mark.cursor.setPosition(int(std::clamp<qsizetype>(position, 0, last)));
    mark.cursor.setPosition(int(std::clamp<qsizetype>(position + length, 0, last)), QTextCursor::KeepAnchor);
    return mark;
}

void MarkedEdit::showMarks()
{
    QList<QTextEdit::ExtraSelection> marks;
    qsizetype field = 0;
    for (const TextMark &mark : m_marks.first(std::min(m_marks.size(), mostMarks))) {
        QTextEdit::ExtraSelection shown = selection(mark.position, mark.length);
        shown.format = formatOf(mark, palette(), field);
        field += mark.kind == TextMark::Kind::Field ? 1 : 0;
        marks.append(shown);
    }
    if (m_error >= 0) {
        const qsizetype last = qsizetype(document()->characterCount()) - 1;
        QTextEdit::ExtraSelection shown =
            selection(std::clamp<qsizetype>(m_error, 0, std::max<qsizetype>(0, last - 1)), 1);
        shown.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        shown.format.setUnderlineColor(themeOf(palette()).fault);
        shown.format.setBackground(themeOf(palette()).faultBackground);
        marks.append(shown);
    }
    setExtraSelections(marks);
}

QString MarkedEdit::explanationAt(qsizetype position) const
{
    const auto mark = std::find_if(m_marks.begin(), m_marks.end(), [&](const TextMark &each) {
        return position >= each.position && position < each.position + each.length;
    });
    return mark == m_marks.end() ? QString() : mark->explanation;
}

bool MarkedEdit::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QPoint inside = viewport()->mapFromGlobal(help->globalPos());
    QTextCursor under = cursorForPosition(inside);
    // The nearest gap between two characters is found; the character is the one left of the mouse.
    const qsizetype position = under.position() - (cursorRect(under).left() > inside.x() ? 1 : 0);
    const QString explanation = explanationAt(position);
    if (explanation.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), models::plainForToolTip(explanation), this);
    return true;
}

void MarkedEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showMarks();
}

} // namespace widgets
