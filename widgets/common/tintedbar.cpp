#include "widgets/common/tintedbar.h"

#include "widgets/common/theme.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLayout>
#include <QtWidgets/QStyle>

namespace widgets {

TintedBar::TintedBar(Tone tone, QWidget *parent) : QFrame(parent), m_tone(tone)
{
    setAutoFillBackground(true);
    takeColors();
}

void TintedBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        takeColors();
    else if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void TintedBar::takeColors()
{
    const QPalette application = QApplication::palette();
    const Theme &theme = themeOf(application);
    const bool fault = m_tone == Tone::Fault;
    QPalette own = application;
    own.setColor(QPalette::Window, fault ? theme.faultBackground : theme.warningBackground);
    own.setColor(QPalette::WindowText, fault ? theme.faultText : theme.warningText);
    setPalette(own);
}

void growToFit(QWidget &window)
{
    QLayout *layout = window.layout();
    layout->activate();
    const int needed = layout->totalHeightForWidth(window.width());
    if (window.height() < needed)
        window.resize(window.width(), needed);
}

QLabel *plainLabel(QWidget *parent, bool wraps)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(wraps);
    return label;
}

ElidedLabel::ElidedLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 4, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    setToolTip(shown == text() ? QString() : models::plainForToolTip(text()));
    style()->drawItemText(&painter, contentsRect(), int(alignment()), palette(), isEnabled(), shown,
                          foregroundRole());
}

} // namespace widgets
