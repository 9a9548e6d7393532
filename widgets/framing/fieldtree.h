#pragma once

#include "netcore/structure/structure.h"
#include "widgets/hexview/hexview.h"

#include <QtWidgets/QTreeWidget>

#include <vector>

namespace widgets {

/// The fields of one frame as a tree: name, value, what it means; faults in words. A field's colour is that
/// of its bytes in the hex view.
///
/// Thread   GUI thread
class FieldTree : public QTreeWidget
{
    Q_OBJECT

public:
    explicit FieldTree(QWidget *parent = nullptr);

    void setFields(const std::vector<netcore::FieldValue> &fields);
    /// What the context menu of a field offers.
    void fillMenu(QMenu *menu, const QTreeWidgetItem *item);
    /// The bytes of the fields that hold no others, for the hex view.
    const QList<HexRange> &ranges() const { return m_ranges; }

Q_SIGNALS:
    void fieldSelected(quint64 from, quint64 length); // bytes
    void historyRequested(const QString &path);

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void retranslate();
    void addField(const netcore::FieldValue &field, std::vector<QTreeWidgetItem *> &open);
    void tellSelected();

    QList<HexRange> m_ranges;
};

} // namespace widgets
