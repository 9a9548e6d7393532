#pragma once

#include "widgets/models/bytesource.h"

#include <QtCore/QByteArray>
#include <QtWidgets/QWidget>

#include <memory>
#include <optional>

class QTableWidget;

namespace widgets {

class ElidedLabel;
class HexView;

/// Reads the bytes at a hex view's cursor as numbers, times and addresses, in both byte orders.
///
/// Keys     Ctrl+C copies the chosen value
/// Thread   GUI thread
class Inspector : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(QWidget *parent = nullptr);

    /// Follows a view's cursor and selection; null lets go.
    void follow(HexView *view);
    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeRows();
    int nameWidth() const;
    void refresh();
    void setCell(int row, int column, const QString &text);
    void setRowHeights();
    void copyValue();
    void openMenu(QPoint position);

    HexView *m_view = nullptr;
    ElidedLabel *m_place;
    QTableWidget *m_values;
    std::optional<QByteArray> m_shown; // the bytes that m_values tells of; none: it has to be filled
};

} // namespace widgets
