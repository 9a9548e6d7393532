#include "widgets/common/icon.h"

#include <QtCore/QFile>
#include <QtCore/QHash>
#include <QtGui/QGuiApplication>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtGui/QPalette>
#include <QtSvg/QSvgRenderer>
#include <QtWidgets/QToolButton>

namespace widgets {

namespace {

QColor colourFor(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled: return palette.color(QPalette::Disabled, QPalette::ButtonText);
    case QIcon::Selected: return palette.color(QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active: break;
    }
    return palette.color(QPalette::ButtonText);
}

/// Draws a one-colour SVG in the colour that the palette has at that moment.
class TintedEngine final : public QIconEngine
{
public:
    explicit TintedEngine(const QString &name) : m_name(name) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QSvgRenderer(tinted(rect.width(), mode)).render(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        const quint64 key =
            (quint64(colourFor(mode).rgb()) << 32) | (quint64(size.width()) << 16) | quint64(size.height());
        QPixmap &drawn = m_drawn[key];
        if (drawn.isNull()) {
            drawn = QPixmap(size);
            drawn.fill(Qt::transparent);
            QPainter painter(&drawn);
            paint(&painter, QRect(QPoint(), size), mode, state);
        }
        return drawn;
    }

    QIconEngine *clone() const override { return new TintedEngine(*this); }
    QString key() const override { return QStringLiteral("socketarium-tinted"); }
    bool isNull() override { return false; }

private:
    /// Breeze draws 16 and 22 px separately; between and above, the 22 px drawing has the finer lines.
    QByteArray tinted(int width, QIcon::Mode mode) const
    {
        QFile file(QStringLiteral(":/icons/actions/%1/%2.svg").arg(width <= 16 ? 16 : 22).arg(m_name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const QByteArray colour = colourFor(mode).name().toLatin1();
        return file.readAll().replace("currentColor", colour).replace("#232629", colour);
    }

    QString m_name;
    QHash<quint64, QPixmap> m_drawn; // by colour and size, a handful each
};

} // namespace

QIcon themedIcon(const QString &name)
{
    if (!QFile::exists(QStringLiteral(":/icons/actions/22/%1.svg").arg(name)))
        return {};
    return QIcon(new TintedEngine(name));
}

QToolButton *labelledButton(const QString &icon, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setIcon(themedIcon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    return button;
}

QIcon programIcon()
{
    return QIcon(QStringLiteral(":/icons/socketarium.svg"));
}

} // namespace widgets
