#include "widgets/framing/framestable.h"

#include "widgets/models/plaintext.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QMenu>

namespace widgets {

using netcore::Direction;

FramesTable::FramesTable(const models::FrameScan &scan, QWidget *parent)
    : VirtualTable(parent), m_scan(scan), m_rows(std::make_unique<models::FrameRows>(scan))
{
    retitle();
    setSource(m_rows.get());
    connect(this, &VirtualTable::contextMenuRequested, this, &FramesTable::openMenu);
    connect(this, &VirtualTable::headerMenuOpening, this, [this](QMenu *menu, int column) {
        const int field = column - models::FrameRows::FieldColumns;
        if (field < 0 || field >= m_rows->fields().size())
            return;
        const QString path = m_rows->fields()[field].path;
        menu->addAction(tr("History of %1 over the frames").arg(models::plain(path, 60)), this,
                        [this, path] { Q_EMIT pinRequested(path); });
    });
    connect(this, &VirtualTable::currentRowChanged, this, [this] {
        if (const auto position = currentPosition(); position && !m_showing)
            Q_EMIT positionChosen(*position);
    });
}

FramesTable::~FramesTable()
{
    blockSignals(true); // whoever would be told may be half gone
    setSource(nullptr);
}

void FramesTable::retitle()
{
    setAccessibleName(tr("Frames"));
}

void FramesTable::changeEvent(QEvent *event)
{
    VirtualTable::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retitle();
}

void FramesTable::setStructure(std::shared_ptr<const netcore::Structure> structure)
{
    keepHiddenFields();
    m_rows->setStructure(std::move(structure));
    rebuildHeader();
    moveColumnToEnd(models::FrameRows::Preview);
    for (int i = 0; i < m_rows->fields().size(); ++i) {
        const int column = models::FrameRows::FieldColumns + i;
        moveColumnBehind(column, i == 0 ? int(models::FrameRows::Way) : column - 1);
        resetColumnWidth(column);
        VirtualTable::setColumnHidden(column, m_hiddenFields.contains(m_rows->fields()[i].path));
    }
    viewport()->update();
}

void FramesTable::keepHiddenFields()
{
    for (int i = 0; i < m_rows->fields().size(); ++i) {
        const QString path = m_rows->fields()[i].path;
        if (isColumnHidden(models::FrameRows::FieldColumns + i))
            m_hiddenFields.insert(path);
        else
            m_hiddenFields.remove(path);
    }
}

void FramesTable::setFieldHidden(const QString &path, bool hidden)
{
    for (int i = 0; i < m_rows->fields().size(); ++i) {
        if (m_rows->fields()[i].path == path)
            setColumnHidden(models::FrameRows::FieldColumns + i, hidden);
    }
    keepHiddenFields();
}

void FramesTable::refresh(bool restarted)
{
    m_rows->refresh();
    if (restarted)
        resetRows();
    else
        refreshRows();
    viewport()->update();
}

std::optional<quint64> FramesTable::currentPosition() const
{
    return currentRow() ? m_rows->positionAt(*currentRow()) : std::nullopt;
}

void FramesTable::showPosition(std::optional<quint64> position)
{
    if (position == currentPosition())
        return;
    const QScopedValueRollback guard(m_showing, true);
    refreshRows();
    setCurrentRow(position ? m_scan.shown().positionOf(*position) : std::nullopt);
}

std::optional<std::pair<quint64, quint64>> FramesTable::selectedPair() const
{
    if (selectionLength() < 2)
        return std::nullopt;
    const auto left = m_rows->positionAt(selectionFrom());
    const auto right = m_rows->positionAt(selectionFrom() + selectionLength() - 1);
    return left && right ? std::optional(std::pair(*left, *right)) : std::nullopt;
}

void FramesTable::nextFault()
{
    const netcore::FrameIndex &index = *m_scan.index();
    const quint64 from = currentPosition() ? *currentPosition() + 1 : index.first();
    std::optional<quint64> nearest;
    for (const quint64 start : {from, index.first()}) { // round to the beginning
        for (const Direction direction : {Direction::In, Direction::Out}) {
            const auto fault = index.frames().nextMarked(direction, start);
            if (fault && m_scan.shown().positionOf(*fault) && (!nearest || *fault < *nearest))
                nearest = fault;
        }
        if (nearest)
            break;
    }
    if (nearest)
        setCurrentRow(m_scan.shown().positionOf(*nearest));
}

void FramesTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F && event->modifiers() == Qt::NoModifier)
        nextFault();
    else if ((event->key() == Qt::Key_N || event->key() == Qt::Key_P) && event->modifiers() == Qt::NoModifier)
        Q_EMIT differenceRequested(event->key() == Qt::Key_N);
    else
        VirtualTable::keyPressEvent(event);
}

/// A frame that is current because its record was selected is chosen by a click, too.
void FramesTable::mousePressEvent(QMouseEvent *event)
{
    const auto before = currentPosition();
    VirtualTable::mousePressEvent(event);
    if (before && before == currentPosition() && event->button() == Qt::LeftButton)
        Q_EMIT positionChosen(*before);
}

void FramesTable::addPins(QMenu *menu)
{
    for (const netcore::FieldDeclaration &field : m_rows->fields()) {
        const QString text = models::plain(field.path, 60).replace(u'&', QLatin1String("&&"));
        menu->addAction(text, this, [this, path = field.path] { Q_EMIT pinRequested(path); });
    }
}

void FramesTable::openMenu(QPoint globalPosition)
{
    const auto position = currentPosition();
    const auto pair = selectedPair();
    const auto before =
        position ? m_scan.index()->frames().previous(m_rows->frameAt(*currentRow())->direction, *position)
                 : std::nullopt;
    QMenu menu(this);
    menu.addAction(tr("Copy rows\tCtrl+C"), this, &VirtualTable::copySelection)
        ->setEnabled(position.has_value());
    menu.addAction(tr("Use as payload"), this, [this, position] { Q_EMIT payloadRequested(*position); })
        ->setEnabled(position.has_value());
    menu.addSeparator();
    menu.addAction(tr("Compare the two ends of the selection"), this,
                   [this, pair] { Q_EMIT compareRequested(pair->first, pair->second); })
        ->setEnabled(pair.has_value());
    menu.addAction(tr("Compare with the frame before it in the same direction"), this,
                   [this, before, position] { Q_EMIT compareRequested(*before, *position); })
        ->setEnabled(before.has_value());
    if (!m_rows->fields().isEmpty())
        addPins(menu.addMenu(tr("History of a field")));
    menu.addAction(tr("Decode with Wireshark"), this, &FramesTable::dissectRequested)
        ->setEnabled(position.has_value());
    menu.addSeparator();
    menu.addAction(tr("Next fault\tF"), this, &FramesTable::nextFault)
        ->setEnabled(m_scan.index()->summary().faulty() > 0);
    menu.exec(globalPosition);
}

} // namespace widgets
