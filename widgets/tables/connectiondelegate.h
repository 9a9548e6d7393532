#pragma once

#include "netcore/session/snapshot.h"

#include <QtWidgets/QStyledItemDelegate>

namespace widgets {

/// "Waiting, next try in 3 s", "Failed: Connection refused (ECONNREFUSED)", "Listening, echo".
QString sessionStateText(const netcore::SessionSnapshot &session);
/// "ESTABLISHED", or the reason once it is over.
QString connectionStateText(const netcore::ConnectionSnapshot &connection);

/// "768 M" of 767,999,424: what is shown of a count in a cell too narrow for all of it.
QString shortCount(double value);

/// Makes text, colour and the state dot of a row of the connection table: filled while it lives, hollow once
/// it is over or waits, a cross where it failed.
class ConnectionDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QString cellText(const QModelIndex &index) const;
    QString toolTipText(const QModelIndex &index) const;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace widgets
