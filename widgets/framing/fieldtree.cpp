#include "widgets/framing/fieldtree.h"

#include "widgets/common/theme.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

namespace widgets {

using netcore::FieldKind;
using netcore::FieldValue;

namespace {

enum FieldColumn : int { NameColumn, ValueColumn, MeaningColumn };
constexpr int bytesRole = Qt::UserRole;    // QPair of from and length
constexpr int pathRole = Qt::UserRole + 1; // of a field that has a value
constexpr qsizetype shownBytes = 64;

QString valueText(const FieldValue &field)
{
    QString text;
    if (field.value.typeId() == QMetaType::QByteArray) {
        const QByteArray bytes = field.value.toByteArray();
        text = QString::fromLatin1(bytes.first(std::min(bytes.size(), shownBytes)).toHex(' '));
        if (bytes.size() > shownBytes)
            text += QStringLiteral(" …");
    } else if (field.value.typeId() == QMetaType::Double) {
        text = QString::number(field.value.toDouble(), 'g', 12);
    } else {
        text = models::plain(field.value.toString());
    }
    return field.unit.isEmpty() || text.isEmpty() ? text : text + QChar::Nbsp + models::plain(field.unit);
}

QPixmap colourSquare(const QColor &colour)
{
    QPixmap square(3 * metrics::grid, 3 * metrics::grid);
    square.fill(Qt::transparent);
    QPainter painter(&square);
    painter.fillRect(square.rect().adjusted(2, 2, -2, -2), colour);
    return square;
}

} // namespace

FieldTree::FieldTree(QWidget *parent) : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("fieldTree"));
    setColumnCount(3);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    header()->setStretchLastSection(true);
    header()->resizeSection(NameColumn, 44 * metrics::grid);
    header()->resizeSection(ValueColumn, 44 * metrics::grid);
    connect(this, &QTreeWidget::currentItemChanged, this, &FieldTree::tellSelected);
    retranslate();
}

void FieldTree::retranslate()
{
    setHeaderLabels({tr("Field"), tr("Value"), tr("Meaning")});
    setAccessibleName(tr("Fields of the selected bytes"));
}

void FieldTree::changeEvent(QEvent *event)
{
    QTreeWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void FieldTree::addField(const FieldValue &field, std::vector<QTreeWidgetItem *> &open)
{
    open.resize(std::min(open.size(), std::size_t(field.depth)));
    auto *item = open.empty() ? new QTreeWidgetItem(this) : new QTreeWidgetItem(open.back());
    open.push_back(item);
    const qsizetype bracket = field.path.lastIndexOf(u'[');
    const bool isItem = field.path.endsWith(u']') && bracket >= 0;
    item->setText(NameColumn, isItem ? field.path.mid(bracket) : field.name);
    item->setText(ValueColumn, valueText(field));
    item->setFont(ValueColumn, fixedFont(font()));
    item->setText(MeaningColumn, field.kind == FieldKind::Array
                                     ? tr("%n item(s)", nullptr, field.label.toInt())
                                     : models::plain(field.label));
    const quint64 from = field.bit / 8;
    const quint64 length = (field.bit + field.bits + 7) / 8 - from;
    item->setData(NameColumn, bytesRole, QVariant::fromValue(QPair<quint64, quint64>(from, length)));
    item->setToolTip(NameColumn, models::plainForToolTip(field.path));
    if (field.kind != FieldKind::Group && field.kind != FieldKind::Array)
        item->setData(NameColumn, pathRole, field.path);
    if (field.fault) {
        const QString reason = QCoreApplication::translate("netcore", field.fault);
        item->setText(MeaningColumn, field.label.isEmpty()
                                         ? tr("⚠ %1").arg(reason)
                                         : tr("⚠ %1 (%2)").arg(reason, models::plain(field.label)));
        item->setForeground(MeaningColumn, themeOf(palette()).fault);
    }
    const bool holdsOthers = field.kind == FieldKind::Group || field.kind == FieldKind::Array;
    const bool isBit = field.bits % 8 != 0 || field.bit % 8 != 0;
    if (holdsOthers || isBit || length == 0)
        return;
    const QColor colour = rangeColour(int(m_ranges.size()), palette());
    m_ranges.append({from, length, colour});
    item->setIcon(NameColumn, QIcon(colourSquare(colour)));
}

void FieldTree::setFields(const std::vector<FieldValue> &fields)
{
    const QSignalBlocker quiet(this);
    clear();
    m_ranges.clear();
    std::vector<QTreeWidgetItem *> open; // the last item of each depth
    for (const FieldValue &field : fields)
        addField(field, open);
    if (fields.size() < 500)
        expandAll();
}

void FieldTree::fillMenu(QMenu *menu, const QTreeWidgetItem *item)
{
    const QString path = item ? item->data(NameColumn, pathRole).toString() : QString();
    menu->addAction(tr("History over the frames"), this, [this, path] { Q_EMIT historyRequested(path); })
        ->setEnabled(!path.isEmpty());
}

void FieldTree::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QTreeWidgetItem *item = byKey ? currentItem() : itemAt(viewport()->mapFrom(this, event->pos()));
    if (!item)
        return;
    QMenu menu(this);
    fillMenu(&menu, item);
    menu.exec(byKey ? viewport()->mapToGlobal(visualItemRect(item).bottomLeft()) : event->globalPos());
}

void FieldTree::tellSelected()
{
    if (const QTreeWidgetItem *item = currentItem()) {
        const auto place = item->data(NameColumn, bytesRole).value<QPair<quint64, quint64>>();
        if (place.second > 0)
            Q_EMIT fieldSelected(place.first, place.second);
    }
}

} // namespace widgets
