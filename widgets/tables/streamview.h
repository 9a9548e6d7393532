#pragma once

#include "netcore/base/ids.h"
#include "netcore/payload/textencoding.h"
#include "netcore/recording/recordingstore.h"
#include "widgets/models/scrollscale.h"

#include <QtCore/QTimer>
#include <QtWidgets/QAbstractScrollArea>

#include <memory>
#include <optional>

namespace models {
class RowScan;
class StreamBlocks;
} // namespace models

namespace widgets {

/// The conversation of one connection as text or hex, chunk after chunk, in and out told apart by arrow,
/// indentation and colour.
///
/// Keys     up and down go from chunk to chunk, page, Home/End; Ctrl+C copies the current chunk's text
/// Follows  new chunks are followed only while the last line is in view
/// Limits   draws and decodes only what is in view; 4 KiB a chunk, the rest is in the hex view
/// Thread   GUI thread
class StreamView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit StreamView(QWidget *parent = nullptr);
    ~StreamView() override;

    void setRecording(std::shared_ptr<const netcore::RecordingStore> store);
    /// None shows the empty text.
    void setConnection(netcore::ConnectionId connection);
    netcore::ConnectionId connection() const { return m_connection; }
    void setEncoding(netcore::TextEncoding encoding);
    netcore::TextEncoding encoding() const { return m_encoding; }
    void setHex(bool on);
    bool isHex() const { return m_hex; }
    void selectRow(netcore::RowNumber row);
    std::optional<netcore::RowNumber> currentRecord() const;
    QString currentText() const; // of the current chunk, safe to paste
    bool isFollowing() const { return m_following; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void recordSelected(netcore::RowNumber row);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    /// A line of the conversation: which block, and which of its lines (0 is the heading).
    struct Place
    {
        quint64 block = 0;
        int line = 0;
    };

    void retitle();
    void restart();
    void rowsChanged();
    void layOut();
    void setTop(Place place);
    Place moved(Place place, int lines) const; // stays within the conversation
    Place lastTop() const;
    std::optional<quint64> blockAt(int y) const;
    void setCurrent(quint64 block);
    void takeWanted();
    int visibleLines() const;
    void paintLine(QPainter &painter, Place place, int y);
    void copyCurrent();

    std::shared_ptr<const netcore::RecordingStore> m_store;
    netcore::ConnectionId m_connection = netcore::ConnectionId::None;
    netcore::TextEncoding m_encoding = netcore::TextEncoding::Utf8;
    bool m_hex = false;
    std::unique_ptr<models::RowScan> m_scan;
    std::unique_ptr<models::StreamBlocks> m_blocks;
    models::ScrollScale m_scale;
    Place m_top;
    std::optional<quint64> m_current;
    std::optional<netcore::RowNumber> m_wanted;
    bool m_following = true;
    bool m_settingBar = false;
    int m_wheelRest = 0;
    QFont m_fixed;
    int m_lineHeight = 16;
    int m_charWidth = 8;
    QTimer m_timer;
};

} // namespace widgets
