#pragma once

#include "widgets/models/rowsource.h"
#include "widgets/models/scrollscale.h"

#include <QtWidgets/QAbstractScrollArea>

#include <memory>
#include <optional>

class QHeaderView;
class QKeyEvent;
class QMenu;

namespace widgets {

class PlainGlyphs;

/// A table that draws only the rows in view and keeps nothing for the others.
///
/// Keys     arrows, page, Home/End (first and last row), Shift selects, F7/F8 previous and next row, Ctrl+A,
///          Ctrl+C copies the selected rows as text
/// Follows  new rows are followed only while the last row is in view; else the view stays on its rows, also
///          when the oldest rows vanish
/// Limits   2^63 rows (the scroll bar is scaled beyond 2^30); at most copyLimit rows are copied
/// Thread   GUI thread
class VirtualTable : public QAbstractScrollArea
{
    Q_OBJECT

public:
    static constexpr quint64 copyLimit = 100000;

    explicit VirtualTable(QWidget *parent = nullptr);
    ~VirtualTable() override;

    /// REQUIRES: the source outlives the table, or null is set before it goes.
    void setSource(const models::RowSource *source);
    const models::RowSource *source() const { return m_source; }
    /// The source may have more rows, or fewer at its front.
    void refreshRows();
    /// The positions mean other rows now; the current row and the selection are let go.
    void resetRows();

    void setEmptyText(const QString &text);
    void setZebra(bool on);
    void setHiddenColumns(const QList<int> &columns);
    void setColumnHidden(int column, bool hidden);
    bool isColumnHidden(int column) const;
    int columnWidth(int column) const;
    /// One entry for each column, that shows or hides it; the last one in view cannot be hidden.
    void fillColumnMenu(QMenu *menu);

    std::optional<quint64> currentRow() const { return m_current; }
    /// Makes a row current and brings it into view; without a value, none is current.
    void setCurrentRow(std::optional<quint64> row);
    /// The last one becomes the current row. REQUIRES: both are rows of the source, from <= to.
    void selectRange(quint64 from, quint64 to);
    quint64 selectionFrom() const;
    quint64 selectionLength() const;
    QString selectedText() const; // rows by line, cells by tab
    void copySelection();

    quint64 topRow() const { return m_top; }
    int visibleRows() const; // whole rows
    bool isFollowing() const { return m_following; }
    void scrollToEnd();

    QByteArray saveState() const; // of the columns
    bool restoreState(const QByteArray &state);
    QSize sizeHint() const override;

Q_SIGNALS:
    void currentRowChanged();
    void rowActivated(quint64 row);
    void contextMenuRequested(QPoint globalPosition);
    /// Of the header; `column` is what was pointed at, -1 behind the last one.
    void headerMenuOpening(QMenu *menu, int column);
    void followingChanged(bool following);
    void copyRefused(quint64 rows, quint64 limit);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

    /// Titles and widths again, after the language or the font changed.
    void rebuildHeader();
    void resetColumnWidth(int column);
    void moveColumnToEnd(int column);
    void moveColumnBehind(int column, int before);

private:
    static constexpr int cellMargin = 6; // px, about that of the header
    static constexpr int leastLast = 16; // characters of the last column

    quint64 rowCount() const { return m_end - m_first; }
    void openHeaderMenu(QPoint position);
    void updateGeometries();
    void stretchLastColumn();
    void layOutHeader();
    void setTop(quint64 row);
    void setFollowing(bool following);
    void ensureVisible(quint64 row);
    void select(quint64 row, bool extend);
    void dropVanished();
    std::optional<quint64> keyTarget(const QKeyEvent *event) const;
    std::optional<quint64> rowAt(int y, bool clamp) const;
    void paintRow(QPainter &painter, quint64 row, int y);
    void paintCell(QPainter &painter, const QRect &area, int column, const models::Cell &cell, bool selected);
    void paintEmpty(QPainter &painter);
    QString fitted(const QString &text, int width, const models::Column &column) const;
    bool showToolTip(QPoint position, QPoint globalPosition);
    QRect cellRect(int column, int y) const;

    const models::RowSource *m_source = nullptr;
    QList<models::Column> m_columns;
    QHeaderView *m_header;
    QString m_emptyText;
    QFont m_fixed;
    std::unique_ptr<PlainGlyphs> m_glyphs;      // of font()
    std::unique_ptr<PlainGlyphs> m_fixedGlyphs; // of m_fixed
    qreal m_fixedWidth = 8;                     // px; fonts without hinting have fractions
    int m_rowHeight = 20;
    bool m_zebra = true;
    quint64 m_first = 0;
    quint64 m_end = 0;
    quint64 m_top = 0;
    models::ScrollScale m_scale;
    std::optional<quint64> m_current;
    quint64 m_anchor = 0;
    bool m_following = true;
    bool m_settingBar = false;
    int m_wheelRest = 0;
};

} // namespace widgets
