#pragma once

#include "netcore/frames/frameindex.h"
#include "widgets/framing/rulergeometry.h"

#include "widgets/models/scrollscale.h"

#include <QtWidgets/QWidget>

#include <memory>
#include <optional>

class QScrollBar;

namespace widgets {

/// Two rulers over one byte stream: above, the frames that the framing cuts; below, what each read (or
/// datagram) delivered, or each of our sends. One send is not one receive: here one sees it.
///
/// Look     a frame of several reads has their boundaries dotted through it; a read of several frames lies
/// under all of
///          them; a fault is red with a sign; what is narrower than 2 px is drawn together
/// Bar      below them where the stream is longer than the view: where in it the view is
/// Mouse    wheel zooms, Shift+wheel, dragging and the bar pan, hovering tells where a frame came from, a
/// click selects Keys     left and right: previous and next frame; + and - zoom; 0 shows all; Home, End,
/// page; F next fault Follows  the end of the stream while the end is in view Limits   draws only what is in
/// view, O(width × log frames) Thread   GUI thread
class Rulers : public QWidget
{
    Q_OBJECT

public:
    explicit Rulers(QWidget *parent = nullptr);

    void setDirection(netcore::Direction direction);
    netcore::Direction direction() const { return m_direction; }
    /// Never null. `restarted`: the positions mean other frames than before.
    void setIndex(std::shared_ptr<const netcore::FrameIndex> index, bool restarted);
    /// Highlights a frame with its reads, and brings it into view; nothing lets go.
    void setCurrentFrame(std::optional<quint64> position);
    std::optional<quint64> currentFrame() const { return m_frame; }
    /// Highlights a read with all its frames.
    void setCurrentRow(std::optional<netcore::RowNumber> row);

    const RulerGeometry &geometryOfBytes() const { return m_geometry; }
    /// Where a frame's box is, for tests; empty where it is not in view.
    QRect frameRect(quint64 position) const;
    QRect readRect(netcore::RowNumber row) const;
    QString textAt(QPoint position) const; // what hovering there says
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void frameChosen(quint64 position);
    void readChosen(netcore::RowNumber row);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    enum class Lane : quint8 { None, Frames, Reads };
    struct Band
    {
        int top;
        int height;
    };

    int left() const; // of the streams, behind the names of the lanes
    Band frames() const;
    Band axis() const;
    Band reads() const;
    Lane laneAt(int y) const;
    const netcore::PlaceList &places(Lane lane) const;
    std::optional<quint64> placeAt(QPoint position) const;
    QRect boxOf(const RulerSpan &span, Band band) const;
    std::optional<RulerSpan> spanOf(Lane lane, quint64 position) const;
    bool isHighlighted(Lane lane, const RulerSpan &span) const;

    void retitle();
    void chooseScale();
    void choose(quint64 position);
    void stepFrame(bool forward);
    void nextFault();
    void changeView();
    void showView();
    void placeBar();
    void takeBar(int value);
    void tellCurrent();

    void paintLane(QPainter &painter, Lane lane, Band band);
    void paintTexts(QPainter &painter, Lane lane, Band band);
    void paintBox(QPainter &painter, Lane lane, const RulerSpan &span, const QRect &box);
    void paintBoxText(QPainter &painter, Lane lane, const RulerSpan &span, const QRect &box);
    void paintBoundaries(QPainter &painter);
    void paintPending(QPainter &painter);
    void paintAxis(QPainter &painter);
    void paintNames(QPainter &painter);
    QString boxText(Lane lane, const RulerSpan &span) const;

    netcore::Direction m_direction = netcore::Direction::In;
    std::shared_ptr<const netcore::FrameIndex> m_index;
    RulerGeometry m_geometry;
    std::optional<quint64> m_frame;
    netcore::FrameIndex::Range m_frameReads;
    std::optional<netcore::RowNumber> m_row;
    std::optional<std::pair<quint64, quint64>> m_rowFrames;
    bool m_scaleChosen = false; // by the user
    QScrollBar *m_bar;
    models::ScrollScale m_barScale;
    QPoint m_pressed;
    bool m_dragging = false;
};

} // namespace widgets
