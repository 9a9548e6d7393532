#include "widgets/tables/connectiondelegate.h"

#include "widgets/common/theme.h"
#include "widgets/models/connectionmodel.h"
#include "widgets/models/errorcoach.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QToolTip>

#include <cmath>

namespace widgets {

using models::ConnectionModel;
using netcore::ConnectionSnapshot;
using netcore::ConnectionState;
using netcore::EndReason;
using netcore::SessionSnapshot;
using netcore::SessionState;

namespace {

constexpr int dotSize = 8;

enum class Dot : quint8 { Filled, Hollow, Cross };

Dot dotOf(const SessionSnapshot &session)
{
    switch (session.state) {
    case SessionState::Listening:
    case SessionState::Open: return Dot::Filled;
    case SessionState::Failed: return Dot::Cross;
    default: return Dot::Hollow;
    }
}

Dot dotOf(const ConnectionSnapshot &connection)
{
    if (connection.ended == EndReason::Failed || connection.ended == EndReason::ResetByPeer)
        return Dot::Cross;
    const bool live =
        connection.ended == EndReason::None &&
        (connection.state == ConnectionState::Established || connection.state == ConnectionState::Open);
    return live ? Dot::Filled : Dot::Hollow;
}

Dot dotOf(const QModelIndex &index)
{
    const QVariant snapshot = index.data(ConnectionModel::SnapshotRole);
    return index.data(ConnectionModel::IsSessionRole).toBool() ? dotOf(snapshot.value<SessionSnapshot>())
                                                               : dotOf(snapshot.value<ConnectionSnapshot>());
}

void paintDot(QPainter *painter, const QRect &place, Dot dot, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRectF circle(0, 0, dotSize, dotSize);
    circle.moveCenter(QRectF(place).center());
    painter->setPen(QPen(color, 1.6));
    painter->setBrush(dot == Dot::Filled ? QBrush(color) : QBrush(Qt::NoBrush));
    if (dot == Dot::Cross) {
        painter->drawLine(circle.topLeft(), circle.bottomRight());
        painter->drawLine(circle.topRight(), circle.bottomLeft());
    } else {
        painter->drawEllipse(circle);
    }
    painter->restore();
}

bool isNumber(int column)
{
    return column >= ConnectionModel::BytesInColumn && column <= ConnectionModel::RttColumn;
}

/// Bytes, records, rates: whole numbers that grow.
bool isCount(int column)
{
    return isNumber(column) && column != ConnectionModel::RttColumn;
}

QColor colorOf(const QModelIndex &index, const Theme &theme, const QColor &text)
{
    if (index.data(ConnectionModel::EndedRole).toBool())
        return theme.dim;
    switch (index.column()) {
    case ConnectionModel::BytesInColumn:
    case ConnectionModel::RecordsInColumn: return theme.inbound;
    case ConnectionModel::BytesOutColumn:
    case ConnectionModel::RecordsOutColumn: return theme.outbound;
    default: return text;
    }
}

QColor dotColor(const QModelIndex &index, Dot dot, const Theme &theme)
{
    if (dot == Dot::Cross)
        return theme.fault;
    if (dot == Dot::Filled)
        return theme.good;
    return index.data(ConnectionModel::EndedRole).toBool() ? theme.dim : theme.warning;
}

} // namespace

class StateText
{
    Q_DECLARE_TR_FUNCTIONS(StateText)

public:
    static QString of(const SessionSnapshot &s)
    {
        switch (s.state) {
        case SessionState::Opening: return tr("Opening");
        case SessionState::Listening: return answering(listening(s), s);
        case SessionState::Open: return answering(tr("Open"), s);
        case SessionState::Waiting:
            return tr("Waiting, next try in %1 s").arg(std::max(0, (s.reconnectInMs + 999) / 1000));
        case SessionState::Failed: return tr("Failed: %1").arg(models::shortReason(s.error));
        case SessionState::Closed: return tr("Closed");
        }
        return {};
    }

    static QString of(const ConnectionSnapshot &c)
    {
        if (c.ended != EndReason::None)
            return models::endReasonText(c.ended, c.error);
        QString text = QString::fromLatin1(netcore::stateName(c.state));
        if (c.peerNotReading)
            text = tr("%1, peer not reading").arg(text);
        if (c.responderPaused)
            text = tr("%1, responder paused").arg(text);
        return text;
    }

    static QString facts(const ConnectionSnapshot &c)
    {
        const QLocale locale;
        QStringList lines = {tr("Local %1, peer %2").arg(c.local.toString(), c.peer.toString()), of(c)};
        if (c.unsent > 0)
            lines << tr("%1 bytes wait here because the peer does not read").arg(locale.toString(c.unsent));
        if (c.tcp.sendQueue >= 0)
            lines << tr("Kernel: %1 bytes not acknowledged, %2 bytes not read")
                         .arg(locale.toString(c.tcp.sendQueue), locale.toString(c.tcp.receiveQueue));
        if (c.tcp.congestionWindow >= 0)
            lines << tr("Congestion window %1 segments, %2 retransmits")
                         .arg(locale.toString(c.tcp.congestionWindow), locale.toString(c.tcp.retransmits));
        return lines.join(u'\n');
    }

    static QString facts(const SessionSnapshot &s)
    {
        QStringList lines = {s.spec.toString(), of(s)};
        for (const netcore::SocketAddress &local : s.locals)
            lines << tr("Bound to %1").arg(local.toString());
        for (const netcore::Attempt &attempt : s.attempts)
            lines << tr("Tried %1: %2")
                         .arg(attempt.address.toString(),
                              attempt.error.isError() ? models::shortReason(attempt.error) : tr("succeeded"));
        if (s.refusedConnections > 0)
            lines << tr("%n connection(s) turned away", nullptr, int(s.refusedConnections));
        lines << facts(s.listener);
        const QLocale locale;
        const auto size = [&](int bytes) { return locale.formattedDataSize(bytes, 1); };
        if (s.receiveBufferGranted > 0)
            lines << tr("Receive buffer: %1 asked for, %2 granted (the kernel grants twice, for itself too)")
                         .arg(size(s.receiveBufferAsked), size(s.receiveBufferGranted));
        if (s.kernelDrops > 0)
            lines << tr("%1 drop events of the kernel, at least %1 datagrams; a larger rcvbuf helps")
                         .arg(locale.toString(qulonglong(s.kernelDrops)));
        return lines.join(u'\n');
    }

private:
    static QString listening(const SessionSnapshot &s)
    {
        if (s.acceptPaused)
            return tr("Listening, accepting paused");
        if (s.listener.halfOpen <= 0)
            return tr("Listening");
        const QString halfOpen = QLocale().toString(s.listener.halfOpen);
        return s.listener.answersWithCookies ? tr("Listening, %1 half-open, SYN cookies").arg(halfOpen)
                                             : tr("Listening, %1 half-open").arg(halfOpen);
    }

    static QStringList facts(const netcore::ListenerFacts &listener)
    {
        if (listener.acceptQueueLimit < 0) // no TCP listener, or nobody has looked
            return {};
        const auto known = [locale = QLocale()](qint64 count) {
            return count < 0 ? tr("not known") : locale.toString(count);
        };
        QStringList lines = {
            tr("Accept queue: %1 of %2").arg(known(listener.acceptQueue), known(listener.acceptQueueLimit)),
            tr("Half-open peers (SYN-RECV): %1").arg(known(listener.halfOpen)),
            tr("SYN cookies since it was opened: %1 sent, %2 came back, %3 failed "
               "(the kernel counts those of the whole network namespace)")
                .arg(known(listener.cookiesSent), known(listener.cookiesValid),
                     known(listener.cookiesFailed))};
        if (listener.answersWithCookies)
            lines << tr("The queue of half-open connections is full: the kernel answers with SYN cookies; "
                        "clients are still accepted");
        return lines;
    }

    static QString answering(const QString &state, const SessionSnapshot &s)
    {
        QStringList parts = {state};
        if (!s.responder.isEmpty())
            parts << s.responder;
        if (!s.framing.isEmpty())
            parts << s.framing;
        return parts.join(QStringLiteral(", "));
    }
};

QString shortCount(double value)
{
    constexpr double step = 1000;
    QString prefix;
    for (const char next : {'k', 'M', 'G', 'T', 'P', 'E'}) {
        if (value < step - 0.5)
            break;
        value /= step;
        prefix = QStringLiteral(" %1").arg(QLatin1Char(next));
    }
    const int decimals = prefix.isEmpty() || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    return QLocale().toString(value, 'f', decimals) + prefix;
}

QString sessionStateText(const SessionSnapshot &session)
{
    return StateText::of(session);
}

QString connectionStateText(const ConnectionSnapshot &connection)
{
    return StateText::of(connection);
}

QString ConnectionDelegate::cellText(const QModelIndex &index) const
{
    const bool isSession = index.data(ConnectionModel::IsSessionRole).toBool();
    const QVariant raw = index.data(ConnectionModel::RawRole);
    const QLocale locale;
    switch (index.column()) {
    case ConnectionModel::EndpointColumn:
        if (isSession) {
            const auto session = index.data(ConnectionModel::SnapshotRole).value<SessionSnapshot>();
            return models::plain(session.name.isEmpty() ? raw.toString() : session.name, 200);
        }
        return models::plain(raw.toString(), 200);
    case ConnectionModel::StateColumn: {
        const QVariant snapshot = index.data(ConnectionModel::SnapshotRole);
        return models::plain(isSession ? sessionStateText(snapshot.value<SessionSnapshot>())
                                       : connectionStateText(snapshot.value<ConnectionSnapshot>()));
    }
    case ConnectionModel::RateColumn: return locale.toString(std::round(raw.toDouble()), 'f', 0);
    case ConnectionModel::RttColumn:
        return !raw.isValid() || raw.toLongLong() < 0 ? QStringLiteral("–")
                                                      : locale.toString(raw.toDouble() / 1000.0, 'f', 3);
    case ConnectionModel::SinceColumn:
        return raw.isValid() ? QDateTime::fromMSecsSinceEpoch(raw.toLongLong() / 1'000'000)
                                   .toString(QStringLiteral("HH:mm:ss"))
                             : QString();
    case ConnectionModel::LocalColumn: return models::plain(raw.toString(), 200);
    default: return locale.toString(raw.toULongLong());
    }
}

QString ConnectionDelegate::toolTipText(const QModelIndex &index) const
{
    const QVariant snapshot = index.data(ConnectionModel::SnapshotRole);
    const bool isSession = index.data(ConnectionModel::IsSessionRole).toBool();
    const QString text = isSession ? StateText::facts(snapshot.value<SessionSnapshot>())
                                   : StateText::facts(snapshot.value<ConnectionSnapshot>());
    QStringList lines;
    if (isCount(index.column())) { // its cell may be too narrow for all digits
        const QString column = index.model()->headerData(index.column(), Qt::Horizontal).toString();
        lines << models::plainForToolTip(column + QStringLiteral(": ") + cellText(index));
    }
    for (const QString &line : text.split(u'\n'))
        lines << models::plainForToolTip(line);
    return lines.join(QStringLiteral("<br>"));
}

bool ConnectionDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                   const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), toolTipText(index), view);
    return true;
}

void ConnectionDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->text = cellText(index);
    option->features |= QStyleOptionViewItem::HasDisplay;
    option->displayAlignment = Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft);
    const Theme &theme = themeOf(option->palette);
    if (!option->state.testFlag(QStyle::State_Selected))
        option->palette.setColor(QPalette::Text,
                                 colorOf(index, theme, option->palette.color(QPalette::Text)));
    if (index.data(ConnectionModel::IsSessionRole).toBool() &&
        index.column() == ConnectionModel::EndpointColumn)
        option->font.setBold(true);
    if (isCount(index.column()) && option->rect.isValid() &&
        QFontMetrics(option->font).horizontalAdvance(option->text) > option->rect.width() - 2 * metrics::grid)
        option->text = shortCount(index.data(ConnectionModel::RawRole).toDouble());
}

void ConnectionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    if (index.column() != ConnectionModel::EndpointColumn) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    const QWidget *widget = option.widget;
    widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &ground, painter, widget);
    const int side = dotSize + 2 * metrics::grid;
    const Dot dot = dotOf(index);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QColor color = selected ? option.palette.color(QPalette::HighlightedText)
                                  : dotColor(index, dot, themeOf(option.palette));
    paintDot(painter, QRect(option.rect.left(), option.rect.top(), side, option.rect.height()), dot, color);
    const QRect text = option.rect.adjusted(side, 0, -metrics::grid, 0);
    painter->setFont(ground.font);
    painter->setPen(ground.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    // Of a name the beginning counts, of an address the port.
    const Qt::TextElideMode cut =
        index.data(ConnectionModel::IsSessionRole).toBool() ? Qt::ElideRight : Qt::ElideLeft;
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(ground.font).elidedText(ground.text, cut, text.width()));
}

QSize ConnectionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem filled = option;
    initStyleOption(&filled, index);
    const int text = QFontMetrics(filled.font).horizontalAdvance(filled.text);
    const int dot = index.column() == ConnectionModel::EndpointColumn ? dotSize + 3 * metrics::grid : 0;
    return {text + dot + 3 * metrics::grid, metrics::rowHeight(option.font)};
}

} // namespace widgets
