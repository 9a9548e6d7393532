#pragma once

#include "widgets/models/bytesource.h"

#include <QtWidgets/QWidget>

#include <memory>

class QLabel;
class QTableWidget;

namespace widgets {

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

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeRows();
    void refresh();
    void setCell(int row, int column, const QString &text);
    void setRowHeights();
    void copyValue();
    void openMenu(QPoint position);

    HexView *m_view = nullptr;
    QLabel *m_place;
    QTableWidget *m_values;
};

} // namespace widgets
