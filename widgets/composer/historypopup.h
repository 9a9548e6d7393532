#pragma once

#include "widgets/models/savedpayload.h"

#include <QtCore/QList>
#include <QtWidgets/QFrame>

class QLineEdit;
class QListWidget;

namespace widgets {

/// The sent payloads in a list with a search line, under the button that opened it.
///
/// Thread   GUI thread
class HistoryPopup : public QFrame
{
    Q_OBJECT

public:
    explicit HistoryPopup(QWidget *parent = nullptr);

    void popUp(const QList<models::SavedPayload> &entries, const QWidget *under);

Q_SIGNALS:
    void chosen(const models::SavedPayload &payload);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(const QString &filter);
    void take();

    QLineEdit *m_search;
    QListWidget *m_list;
    QList<models::SavedPayload> m_entries;
};

} // namespace widgets
