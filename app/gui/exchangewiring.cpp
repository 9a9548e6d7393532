#include "app/gui/wiring.h"

#include "app/gui/actions.h"
#include "app/gui/dissecting.h"
#include "app/gui/exchangefiles.h"
#include "app/gui/mainwindow.h"
#include "app/gui/recordingviews.h"
#include "app/gui/replaying.h"
#include "widgets/tables/connectionsview.h"
#include "widgets/tables/trafficview.h"

#include <QtGui/QAction>

namespace app {

using netcore::ConnectionId;

void wireExchange(MainWindow &w)
{
    QObject::connect(w.actions->exportRecording, &QAction::triggered, &w,
                     [&w] { w.exchangeFiles->showExport(ConnectionId::None); });
    QObject::connect(w.actions->importCapture, &QAction::triggered, &w,
                     [&w] { w.exchangeFiles->chooseAndImport(); });
    QObject::connect(w.views->traffic(), &widgets::TrafficView::exportRequested, w.exchangeFiles,
                     &ExchangeFiles::showExport);
    QObject::connect(w.views->traffic(), &widgets::TrafficView::replayRequested, w.replaying,
                     &Replaying::show);
    // The table of connections is that of the live recording.
    QObject::connect(w.connections, &widgets::ConnectionsView::exportRequested, &w, [&w](ConnectionId id) {
        if (w.views->recording() != w.engine.recording())
            Q_EMIT w.views->liveRequested();
        w.exchangeFiles->showExport(id);
    });
    QObject::connect(w.connections, &widgets::ConnectionsView::replayRequested, &w, [&w](ConnectionId id) {
        if (w.views->recording() != w.engine.recording())
            Q_EMIT w.views->liveRequested();
        w.replaying->show(id);
    });
    QObject::connect(w.connections, &widgets::ConnectionsView::dissectRequested, &w, [&w](ConnectionId id) {
        if (w.views->recording() != w.engine.recording())
            Q_EMIT w.views->liveRequested();
        w.views->dissecting()->decodeConnection(id);
    });
    QObject::connect(w.actions->dissect, &QAction::triggered, w.views->dissecting(),
                     &Dissecting::decodeSelection);
}

} // namespace app
