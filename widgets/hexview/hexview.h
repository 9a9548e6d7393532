#pragma once

#include "widgets/hexview/hexatlas.h"
#include "widgets/hexview/hexgeometry.h"
#include "widgets/hexview/hexselection.h"
#include "widgets/models/bytesource.h"
#include "widgets/models/scrollscale.h"

#include <QtCore/QList>
#include <QtGui/QColor>
#include <QtWidgets/QAbstractScrollArea>

#include <memory>

class QMenu;

namespace widgets {

/// Bytes that are underlined in a colour of their own.
struct HexRange
{
    quint64 from = 0;
    quint64 length = 0;
    QColor colour;

    bool operator==(const HexRange &) const = default;
};

/// The colour of the n-th of neighbouring ranges, far from that of the one before, at least 3:1 against the
/// base.
QColor rangeColour(int n, const QPalette &palette);

/// Shows bytes: offset | 16 bytes in two groups of 8 | text, one selection in both columns.
///
/// Keys     arrows, page, Home/End (line), Ctrl+Home/End, Shift selects, Tab goes hex -> text -> on,
///          Ctrl+A, Ctrl+C, Ctrl+F, Ctrl+G, F3, Shift+F3
/// Limits   64-bit offsets; only visible lines are read and drawn; at most copyLimit bytes are copied
/// Thread   GUI thread
class HexView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    static constexpr quint64 copyLimit = 64u << 20;
    enum class CopyForm : quint8 { Hex, Text, CArray, Python, Base64, Dump };

    explicit HexView(QWidget *parent = nullptr);
    ~HexView() override;

    /// Shows a source from its start; null shows the empty text.
    void setSource(std::shared_ptr<const models::ByteSource> source);
    const models::ByteSource *source() const { return m_source.get(); }
    void setEmptyText(const QString &text);

    /// Underlines these; without overlaps, in the order of their bytes. Another source takes them away.
    void setRanges(const QList<HexRange> &ranges);
    const QList<HexRange> &ranges() const { return m_ranges; }

    const HexSelection &selection() const { return m_selection; }
    HexColumn activeColumn() const { return m_column; }
    quint64 topLine() const { return m_topLine; }
    /// Selects a range and brings its start into view.
    void selectRange(quint64 from, quint64 length);
    void goTo(quint64 offset);

    /// The selected bytes, or all of them where nothing is selected; at most `most`.
    QByteArray chosenBytes(quint64 most = copyLimit) const;
    /// Puts the chosen bytes on the clipboard; refused with copyRefused() beyond copyLimit.
    void copyAs(CopyForm form);
    /// Adds the copy actions to a menu (also used by the view's own context menu).
    void addCopyActions(QMenu *menu);

    QString accessibleLine() const; // the cursor's line as text, for accessibility
    QSize sizeHint() const override;

Q_SIGNALS:
    void cursorMoved(quint64 offset);
    void selectionChanged(quint64 from, quint64 length);
    /// Who listens may add entries; the menu lives until it is closed.
    void menuOpening(QMenu *menu);
    void findRequested();
    void goToRequested();
    void findAgainRequested(bool forward);
    void copyRefused(quint64 bytes, quint64 limit);

protected:
    bool event(QEvent *event) override;
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
    bool focusNextPrevChild(bool next) override;

private:
    bool hasBytes() const { return m_selection.size() > 0; }
    bool handleCommandKey(const QKeyEvent *event);
    QPoint toContent(QPointF position) const;
    int visibleLines() const;
    void makeAtlas();
    void updateGeometries();
    void setTopLine(quint64 line);
    void ensureVisible(quint64 offset);
    void applySelection(const HexSelection &changed);
    void drawFrame();
    void drawLine(quint64 line, int y, QByteArrayView bytes);
    void drawOffset(quint64 offset, int y);
    void fillBelow(int y);
    void drawCursor();
    void drawRanges();
    void fillCells(int x, int y, int width, QRgb color);
    HexAtlas::Look lookOf(quint64 offset, uchar byte, HexColumn column) const;
    void paintEmpty();

    std::shared_ptr<const models::ByteSource> m_source;
    QString m_emptyText;
    QList<HexRange> m_ranges;
    HexAtlas m_atlas;
    HexGeometry m_geometry;
    HexSelection m_selection;
    models::ScrollScale m_scale;
    HexColumn m_column = HexColumn::Hex;
    quint64 m_topLine = 0;
    qreal m_ratio = 0;
    bool m_settingBar = false;
    int m_wheelRest = 0;
    QImage m_frame;
    bool m_isBlank = false; // between the cells of m_frame
    int m_frameLeft = 0;    // how far it is scrolled to the right, px
};

} // namespace widgets
