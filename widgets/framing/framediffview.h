#pragma once

#include "netcore/frames/framediff.h"

#include <QtWidgets/QAbstractScrollArea>

class QLabel;
class QToolButton;

namespace widgets {

/// Two frames as hex rows, one below the other, what differs marked in both; like bytes stand below each
/// other, also behind bytes that only one has.
///
/// Keys     N or F3 next difference, P or Shift+F3 the one before; arrows and page scroll
/// Look     a byte that differs is underlined and on amber; a byte that only one has is “··” in the other
/// Limits   draws only the lines in view; the first 1 MiB of a frame
/// Thread   GUI thread
class FrameDiffRows : public QAbstractScrollArea
{
    Q_OBJECT

public:
    static constexpr qsizetype mostBytes = 1 << 20;

    explicit FrameDiffRows(QWidget *parent = nullptr);
    void setFrames(const QByteArray &left, const QByteArray &right);
    const std::vector<netcore::DifferentBytes> &differences() const { return m_compared.differences; }
    bool isAligned() const { return m_compared.aligned; }
    std::optional<std::size_t> current() const { return m_current; }
    void step(bool forward);
    QSize sizeHint() const override;

Q_SIGNALS:
    void moved();

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Side : quint8 { Left, Right };
    static constexpr std::size_t none = std::size_t(-1);

    void layOut();
    void findStarts();
    int bytesPerLine() const;
    void paintSide(QPainter &painter, Side side, qsizetype from, int y);
    void paintCell(QPainter &painter, const QRect &cell, const QString &text, std::size_t difference);
    std::size_t lastStartedAt(qsizetype place) const;
    std::size_t differenceAt(qsizetype place) const;
    qsizetype byteFrom(Side side, qsizetype place) const;
    bool hasByteAt(Side side, qsizetype place) const;

    QByteArray m_left;
    QByteArray m_right;
    netcore::FrameComparison m_compared;
    std::vector<qsizetype> m_starts; // of the differences, in places: a place is a byte, or the lack of one
    qsizetype m_places = 0;
    std::optional<std::size_t> m_current;
    QFont m_fixed;
    int m_lineHeight = 16;
    int m_charWidth = 8;
};

/// The rows with what is compared above them, and the way from difference to difference.
class FrameDiffView : public QWidget
{
    Q_OBJECT

public:
    explicit FrameDiffView(QWidget *parent = nullptr);
    /// Names such as "12"; an empty one: nothing is compared.
    void setFrames(const QString &leftName, const QByteArray &left, const QString &rightName,
                   const QByteArray &right);
    FrameDiffRows *rows() const { return m_rows; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void tell();

    QString m_leftName;
    QString m_rightName;
    QLabel *m_title;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    FrameDiffRows *m_rows;
};

} // namespace widgets
