#include "widgets/composer/payloadedit.h"

#include "widgets/common/theme.h"
#include "widgets/composer/composer.h"

#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtGui/QKeyEvent>
#include <QtGui/QTextCursor>
#include <QtGui/QTextDocument>

namespace widgets {

PayloadEdit::PayloadEdit(const QString &name, QWidget *parent) : MarkedEdit(name, parent)
{
    setUndoRedoEnabled(true);
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

void PayloadEdit::setFollowing(bool only)
{
    if (only == isReadOnly())
        return;
    setReadOnly(only);
    setBackgroundRole(only ? QPalette::Window : QPalette::Base);
    viewport()->setBackgroundRole(only ? QPalette::Window : QPalette::Base);
}

bool PayloadEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasUrls() || MarkedEdit::canInsertFromMimeData(source);
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
        MarkedEdit::keyPressEvent(event);
}

} // namespace widgets
