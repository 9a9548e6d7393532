#pragma once

#include "netcore/base/ids.h"
#include "netcore/base/neterror.h"
#include "netcore/recording/filter.h"
#include "netcore/recording/recordingstore.h"
#include "widgets/tables/virtualtable.h"

#include <QtCore/QTimer>

#include <memory>
#include <vector>

class QMenu;

namespace models {
class RowScan;
class TrafficRows;
} // namespace models

namespace widgets {

/// What passed: one row for each chunk, datagram, opening, closing, change of state and notice.
///
/// Keys     those of VirtualTable; Ctrl+. and Ctrl+, next and previous row of the same conversation
/// Refresh  at most 30 times a second, from the committed count of the recording; the filter runs in a pool
/// Thread   GUI thread
class TrafficView : public VirtualTable
{
    Q_OBJECT

public:
    explicit TrafficView(QWidget *parent = nullptr);
    ~TrafficView() override;

    void setRecording(std::shared_ptr<const netcore::RecordingStore> store);
    /// Only records of these connections, and those that belong to none; an empty list shows all.
    void setConnections(const QList<netcore::ConnectionId> &connections);
    QList<netcore::ConnectionId> connections() const { return m_connections; }
    /// Whether the menu offers a note; a saved recording takes none.
    void setNotesTaken(bool taken) { m_notesTaken = taken; }
    /// A text that cannot be read leaves the rows as they are and is told by filterFailed().
    void setFilterText(const QString &text);
    QString filterText() const { return m_filterText; }

    /// Stays where it is, with what it has found.
    void stopFiltering();
    void goOnFiltering();
    bool isFilterStopped() const;

    quint64 shownRows() const;
    quint64 hiddenRows() const;
    /// Makes the record's row current, at once or as soon as the view has come to it.
    void selectRow(netcore::RowNumber row);
    /// These records, where nothing else stands between them; otherwise the last one.
    void selectRows(const std::vector<netcore::RowNumber> &rows);
    std::optional<netcore::RowNumber> currentRecord() const;
    /// The selected rows: the first record, and one past the last; both 0 where none is selected. Between
    /// them only those that pass connections() and the filter are meant.
    std::pair<netcore::RowNumber, netcore::RowNumber> selectedRecords() const;
    void goToNextInConversation();
    void goToPreviousInConversation();

Q_SIGNALS:
    void rowSelected(netcore::RowNumber row);
    void selectionCleared();
    void filterApplied(quint64 shown, quint64 hidden);
    void filterFailed(const netcore::NetError &error);
    void filterStarted();
    void filterProgressed(quint64 done, quint64 total);
    void copyAsPayloadRequested(const QByteArray &payload, netcore::ConnectionId connection);
    void noteRequested(netcore::ConnectionId connection);
    void exportRequested(netcore::ConnectionId connection); // of the current row, or None
    void replayRequested(netcore::ConnectionId connection);
    void dissectRequested(); // the selected rows, or the current row's conversation

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void restart();
    void rowsChanged();
    void takeWanted();
    void retitle();
    void openMenu(QPoint globalPosition);
    void addExchangeEntries(QMenu &menu, netcore::ConnectionId connection);
    void addNoteEntry(QMenu &menu, netcore::ConnectionId connection);
    void copyAsPayload();
    void goInConversation(bool forward);

    std::shared_ptr<const netcore::RecordingStore> m_store;
    QList<netcore::ConnectionId> m_connections;
    QString m_filterText;
    netcore::Filter m_filter;
    std::optional<netcore::RowNumber> m_wanted;
    std::unique_ptr<models::RowScan> m_scan;
    std::unique_ptr<models::TrafficRows> m_rows;
    bool m_notesTaken = true;
    QTimer m_timer;
};

} // namespace widgets
