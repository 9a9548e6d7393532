#include "widgets/hexview/inspector.h"

#include "widgets/common/theme.h"
#include "widgets/common/tintedbar.h"
#include "widgets/hexview/hexview.h"
#include "widgets/models/byteinspector.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QEvent>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace widgets {

Inspector::Inspector(QWidget *parent)
    : QWidget(parent), m_place(new ElidedLabel(this)), m_values(new QTableWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_place);
    layout->addWidget(m_values);
    m_place->setMargin(metrics::grid);
    m_place->setIndent(metrics::grid);
    setFocusProxy(m_values);
    makeRows();
    connect(m_values, &QWidget::customContextMenuRequested, this, &Inspector::openMenu);
    refresh();
}

void Inspector::makeRows()
{
    const QList<models::InspectedValue> rows = models::inspect({});
    m_values->setColumnCount(3);
    m_values->setRowCount(int(rows.size()));
    m_values->setHorizontalHeaderLabels({tr("As"), tr("Little"), tr("Big")});
    for (int row = 0; row < rows.size(); ++row) {
        for (int column = 0; column < 3; ++column)
            m_values->setItem(row, column, new QTableWidgetItem);
        if (!rows[row].ordered)
            m_values->setSpan(row, 1, 1, 2);
    }
    m_values->setAccessibleName(tr("Value at the cursor"));
    m_values->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_values->setSelectionMode(QAbstractItemView::SingleSelection);
    m_values->setContextMenuPolicy(Qt::CustomContextMenu);
    m_values->setFrameShape(QFrame::NoFrame);
    m_values->setShowGrid(false);
    m_values->setTabKeyNavigation(false);
    m_values->setWordWrap(false);
    m_values->verticalHeader()->hide();
    m_values->horizontalHeader()->setHighlightSections(false);
    m_values->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_values->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Fixed);
    m_values->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_values->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    setRowHeights();
}

int Inspector::nameWidth() const
{
    int width = 0;
    for (int row = 0; row < m_values->rowCount(); ++row)
        width = std::max(width, m_values->fontMetrics().horizontalAdvance(m_values->item(row, 0)->text()));
    return width + 2 * metrics::gap;
}

/// A long name is elided before the values are (its tool tip tells it).
void Inspector::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_values->horizontalHeader()->resizeSection(0, std::min(nameWidth(), width() / 4));
}

/// Wide enough for both forms of the largest number.
QSize Inspector::sizeHint() const
{
    const QString widest = QString::number(std::numeric_limits<quint64>::max());
    const int value = m_values->fontMetrics().horizontalAdvance(widest) + 2 * metrics::gap;
    const int name = nameWidth();
    return {name + 2 * value + m_values->verticalScrollBar()->sizeHint().width(),
            QWidget::sizeHint().height()};
}

void Inspector::setRowHeights()
{
    m_values->verticalHeader()->setMinimumSectionSize(metrics::rowHeight(font()));
    m_values->verticalHeader()->setDefaultSectionSize(metrics::rowHeight(font()));
}

void Inspector::follow(HexView *view)
{
    if (m_view)
        m_view->disconnect(this);
    m_view = view;
    if (m_view) {
        connect(m_view, &HexView::cursorMoved, this, &Inspector::refresh);
        connect(m_view, &HexView::selectionChanged, this, &Inspector::refresh);
        connect(m_view, &QObject::destroyed, this, [this] {
            m_view = nullptr;
            refresh();
        });
    }
    refresh();
}

void Inspector::refresh()
{
    const bool hasBytes = m_view && m_view->source() && m_view->selection().size() > 0;
    QByteArray bytes;
    if (hasBytes) {
        const HexSelection &selection = m_view->selection();
        bytes = m_view->source()->read(selection.cursor(), models::inspectedBytes);
        const QString hex = QString::number(selection.cursor(), 16);
        const QString at = tr("Offset 0x%1 (%2)").arg(hex, QString::number(selection.cursor()));
        m_place->setText(
            selection.isEmpty()
                ? at
                : tr("%1, %n byte(s) selected", nullptr,
                     int(std::min<quint64>(selection.length(), quint64(std::numeric_limits<int>::max()))))
                      .arg(at));
    } else {
        m_place->setText(tr("No byte under the cursor"));
    }
    if (m_shown == bytes) // a new record moves the cursor and changes the selection: twice the same
        return;
    m_shown = bytes;
    const QList<models::InspectedValue> rows = models::inspect(bytes);
    for (int row = 0; row < rows.size(); ++row) {
        setCell(row, 0, rows[row].name);
        setCell(row, 1, rows[row].little);
        setCell(row, 2, rows[row].ordered ? rows[row].big : QString());
    }
}

void Inspector::setCell(int row, int column, const QString &text)
{
    QTableWidgetItem *item = m_values->item(row, column);
    const bool covered = column == 2 && m_values->columnSpan(row, 1) > 1;
    const QString shown = text.isEmpty() && !covered ? QStringLiteral("\u2013") : text;
    const bool faint = column == 0 || text.isEmpty();
    if (item->text() != shown) {
        item->setText(shown);
        item->setToolTip(models::plainForToolTip(text));
    }
    item->setForeground(faint ? themeOf(palette()).dim : palette().color(QPalette::Text));
}

void Inspector::copyValue()
{
    const QTableWidgetItem *item = m_values->currentItem();
    if (item && !item->text().isEmpty())
        QGuiApplication::clipboard()->setText(item->text());
}

void Inspector::openMenu(QPoint position)
{
    QMenu menu(this);
    menu.addAction(tr("Copy value\tCtrl+C"), this, &Inspector::copyValue);
    menu.exec(m_values->viewport()->mapToGlobal(position));
}

void Inspector::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copyValue();
    else
        QWidget::keyPressEvent(event);
}

void Inspector::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        m_values->setHorizontalHeaderLabels({tr("As"), tr("Little"), tr("Big")});
    if (event->type() == QEvent::FontChange)
        setRowHeights();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange) {
        m_shown.reset();
        refresh();
    }
}

} // namespace widgets
