#include "widgets/composer/historypopup.h"

#include "widgets/common/theme.h"
#include "widgets/models/plaintext.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QVBoxLayout>

namespace widgets {

HistoryPopup::HistoryPopup(QWidget *parent)
    : QFrame(parent, Qt::Popup), m_search(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setFrameShape(QFrame::StyledPanel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::grid, metrics::grid, metrics::grid, metrics::grid);
    column->setSpacing(metrics::grid);
    column->addWidget(m_search);
    column->addWidget(m_list);
    m_list->setFont(fixedFont(font()));
    m_list->setUniformItemSizes(true);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &HistoryPopup::fill);
    connect(m_list, &QListWidget::itemActivated, this, &HistoryPopup::take);
    connect(m_list, &QListWidget::itemClicked, this, &HistoryPopup::take);
}

void HistoryPopup::popUp(const QList<models::SavedPayload> &entries, const QWidget *under)
{
    m_entries = entries;
    m_search->setPlaceholderText(tr("Search what was sent"));
    m_search->setAccessibleName(tr("Search what was sent"));
    m_list->setAccessibleName(tr("Sent payloads, newest first"));
    m_search->clear();
    fill(QString());
    resize(120 * metrics::grid, 70 * metrics::grid);
    move(under->mapToGlobal(QPoint(under->width() - width(), -height())));
    show();
    m_search->setFocus();
}

void HistoryPopup::fill(const QString &filter)
{
    m_list->clear();
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const models::SavedPayload &entry = m_entries[i];
        if (!filter.isEmpty() && !entry.text.contains(filter, Qt::CaseInsensitive))
            continue;
        const QString shown = models::plain(entry.text, 200);
        auto *item = new QListWidgetItem(
            entry.form == netcore::PayloadForm::Hex ? tr("hex  %1").arg(shown) : shown, m_list);
        item->setData(Qt::UserRole, i);
    }
    m_list->setCurrentRow(0);
}

void HistoryPopup::take()
{
    if (const QListWidgetItem *item = m_list->currentItem()) {
        const auto index = item->data(Qt::UserRole).toLongLong();
        hide();
        Q_EMIT chosen(m_entries[index]);
    }
}

/// The arrows move in the list while the search line keeps the keyboard.
bool HistoryPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<const QKeyEvent *>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        take();
        return true;
    }
    if (key != Qt::Key_Down && key != Qt::Key_Up)
        return QFrame::eventFilter(watched, event);
    const int row = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1);
    m_list->setCurrentRow(qBound(0, row, m_list->count() - 1));
    return true;
}

} // namespace widgets
