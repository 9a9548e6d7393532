#pragma once

#include "netcore/recording/recordingstore.h"

#include <QtWidgets/QWidget>

#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;
class QTabWidget;

namespace widgets {
class CallsView;
class ChartsView;
class FramesView;
class HexPane;
class Inspector;
class NoteLine;
class Rulers;
class StreamView;
class TintedBar;
class TrafficView;
class VirtualTable;
} // namespace widgets

namespace app {

class Dissecting;

/// The views over one recording: traffic, stream, frames and calls above, bytes and inspector below, all with
/// one selection.
///
/// Thread   GUI thread
class RecordingViews : public QWidget
{
    Q_OBJECT

public:
    explicit RecordingViews(QWidget *parent = nullptr);
    ~RecordingViews() override;

    /// `name` is the file of a saved recording; empty for the live one.
    void setRecording(const std::shared_ptr<const netcore::RecordingStore> &store, const QString &name);
    /// Only these connections; an empty list shows all. `title` says whose they are.
    void showConnections(const QList<netcore::ConnectionId> &connections, const QString &title);
    void focusFind();
    /// Selects a record in every view, also where the filter hides its row.
    void showRecord(netcore::RowNumber row) { selectRecord(row); }
    std::optional<netcore::RowNumber> selectedRecord() const { return m_selected; }
    const std::shared_ptr<const netcore::RecordingStore> &recording() const { return m_store; }
    const QString &savedName() const { return m_savedName; } // as setRecording() had it

    widgets::TrafficView *traffic() const { return m_traffic; }
    widgets::FramesView *frames() const { return m_frames; }
    widgets::Rulers *strip() const { return m_strip; } // above the hex view
    widgets::HexPane *hex() const { return m_hex; }
    QLineEdit *filterField() const { return m_filter; }
    widgets::ChartsView *charts() const { return m_charts; }
    QTabWidget *tabs() const { return m_tabs; }
    Dissecting *dissecting() const { return m_dissecting; }

    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &state);

public Q_SLOTS:
    void focusFilter();
    void moveRow(int by);

Q_SIGNALS:
    void recordSelected(netcore::RowNumber row, netcore::ConnectionId connection);
    void recordingChanged();
    void allConnectionsRequested();
    void liveRequested(); // back from a saved recording
    void noteWritten(netcore::ConnectionId connection, const QString &text);
    void copyRefused(quint64 rows, quint64 limit);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *makeStrip();
    void shareWidth();
    void showFilter();
    void retranslate();
    void wireSelection();
    void wireFilter();
    void wireNotes();
    void wireFrames();
    void showSomeFrames();
    void selectFrame(quint64 position);
    void offerPin(QMenu *menu);
    widgets::VirtualTable *currentTable() const;
    void selectRecord(netcore::RowNumber row);
    void showBytes(netcore::RowNumber row);
    void showHidden(quint64 shown, quint64 hidden);
    void showFilterError(const QString &sentence);

    std::shared_ptr<const netcore::RecordingStore> m_store;
    std::unique_ptr<netcore::RecordingReader>
        m_reader; // of m_store: what it has mapped serves the next row too
    std::optional<netcore::RowNumber> m_selected;
    quint64 m_hexFrom = 0; // where in its stream the shown bytes begin
    QString m_savedName;
    QString m_shownTitle;
    quint64 m_hidden = 0;
    // In the order of the Tab key, which is that of construction.
    QLineEdit *m_filter;
    QPushButton *m_showAll;
    QTabWidget *m_tabs;
    widgets::TrafficView *m_traffic;
    widgets::StreamView *m_stream;
    widgets::FramesView *m_frames;
    widgets::CallsView *m_calls;
    widgets::Rulers *m_strip;
    widgets::ChartsView *m_charts;
    widgets::HexPane *m_hex;
    widgets::Inspector *m_inspector;
    widgets::TintedBar *m_savedBar;
    QLabel *m_savedText;
    QPushButton *m_live;
    QLabel *m_filterLabel;
    QWidget *m_filterStrip = nullptr;
    widgets::NoteLine *m_note;
    Dissecting *m_dissecting = nullptr;
    QLabel *m_filterNote;
    QSplitter *m_rows;
    QSplitter *m_bytes;
    bool m_widthsChosen = false;
};

} // namespace app
