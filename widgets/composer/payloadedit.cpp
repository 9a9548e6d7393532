#include "widgets/composer/payloadedit.h"

#include "widgets/common/theme.h"
#include "widgets/composer/composer.h"

#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtGui/QKeyEvent>
#include <QtGui/QTextCursor>
#include <QtGui/QTextDocument>

#include <algorithm>

namespace widgets {

PayloadEdit::PayloadEdit(const QString &name, QWidget *parent) : QPlainTextEdit(parent)
{
    setObjectName(name);
    setFont(fixedFont(font()));
    setTabChangesFocus(true);
    setUndoRedoEnabled(true);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setMinimumHeight(2 * metrics::rowHeight(font()) + 2 * metrics::gap);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_following)
            Q_EMIT edited(typed());
    });
}

QString PayloadEdit::typed() const
{
    return document()->toRawText().replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
}

void PayloadEdit::follow(const QString &text)
{
    if (text == typed())
        return;
    m_following = true;
    setPlainText(text);
    m_following = false;
}

void PayloadEdit::markError(qsizetype position)
{
    QList<QTextEdit::ExtraSelection> marks;
    if (position >= 0) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        const auto last = qsizetype(document()->characterCount()) - 1;
        mark.cursor.setPosition(int(std::clamp<qsizetype>(position, 0, std::max<qsizetype>(0, last - 1))));
        mark.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(themeOf(palette()).fault);
        mark.format.setBackground(themeOf(palette()).faultBackground);
        marks.append(mark);
    }
    setExtraSelections(marks);
}

bool PayloadEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasUrls() || QPlainTextEdit::canInsertFromMimeData(source);
}

void PayloadEdit::insertFromMimeData(const QMimeData *source)
{
    if (source->hasUrls() && source->urls().constFirst().isLocalFile()) {
        Q_EMIT fileDropped(source->urls().constFirst().toLocalFile());
        return;
    }
    const QString text = source->text();
    if (text.size() + document()->characterCount() > Composer::maxTyped)
        Q_EMIT tooMuchPasted(text.size());
    else
        textCursor().insertText(text);
}

void PayloadEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_Up)
        Q_EMIT olderRequested();
    else if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_Down)
        Q_EMIT newerRequested();
    else if (event->modifiers().testFlag(Qt::ControlModifier) &&
             (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        Q_EMIT sendRequested();
    else
        QPlainTextEdit::keyPressEvent(event);
}

} // namespace widgets
