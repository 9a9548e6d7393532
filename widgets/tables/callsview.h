#pragma once

#include "netcore/base/ids.h"
#include "netcore/recording/recordingstore.h"
#include "widgets/tables/virtualtable.h"

#include <QtCore/QTimer>

#include <memory>
#include <optional>

namespace models {
class CallRows;
class RowScan;
} // namespace models

namespace widgets {

/// Every system call: arguments, result, errno, duration.
///
/// Refresh  as TrafficView
/// Thread   GUI thread
class CallsView : public VirtualTable
{
    Q_OBJECT

public:
    explicit CallsView(QWidget *parent = nullptr);
    ~CallsView() override;

    void setRecording(std::shared_ptr<const netcore::RecordingStore> store);
    void setConnections(const QList<netcore::ConnectionId> &connections);
    void setErrorsOnly(bool on);
    bool errorsOnly() const { return m_errorsOnly; }
    void selectRow(netcore::RowNumber row); // of a record; where it is not shown, the next one

Q_SIGNALS:
    void rowSelected(netcore::RowNumber row);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void restart();
    void rowsChanged();
    void openMenu(QPoint globalPosition);

    std::shared_ptr<const netcore::RecordingStore> m_store;
    QList<netcore::ConnectionId> m_connections;
    bool m_errorsOnly = false;
    std::optional<netcore::RowNumber> m_wanted;
    std::unique_ptr<models::RowScan> m_scan;
    std::unique_ptr<models::CallRows> m_rows;
    QTimer m_timer;
};

} // namespace widgets
