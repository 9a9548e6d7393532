#include "app/gui/frameswiring.h"

#include "app/gui/mainwindow.h"
#include "app/gui/recordingviews.h"
#include "widgets/charts/chartsview.h"
#include "widgets/charts/roundtripchoice.h"
#include "widgets/composer/composer.h"
#include "widgets/framing/framesview.h"
#include "widgets/framing/structurefiles.h"
#include "widgets/models/framingchoices.h"
#include "widgets/tables/connectionsview.h"

namespace app {

using models::FramingChoices;
using netcore::EngineHandle;

void wireFraming(MainWindow &w)
{
    FramingChoices *framings = w.framings;
    QObject::connect(&w.engine, &EngineHandle::changed, framings, &FramingChoices::apply);
    QObject::connect(framings, &FramingChoices::sessionFramingRequested, &w.engine,
                     &EngineHandle::setFraming);
    QObject::connect(w.connections, &widgets::ConnectionsView::framingChosen, framings,
                     [framings](netcore::SessionId session, const QString &spec) {
                         // The menu offers only specs that can be made.
                         [[maybe_unused]] const auto chosen = framings->chooseForSession(session, spec);
                         Q_ASSERT(chosen);
                     });
    w.views->frames()->setFramingChoices(framings);
    QObject::connect(w.views->frames(), &widgets::FramesView::payloadRequested, &w,
                     [&w](const QByteArray &payload, netcore::ConnectionId connection) {
                         w.composer->chooseConnection(connection);
                         w.composer->loadBytes(payload);
                         w.composer->focusEditor();
                     });
    const auto frameCharts = [framings, charts = w.views->charts()] {
        charts->roundTripChoice()->setFraming(framings->snapshot());
    };
    QObject::connect(framings, &FramingChoices::changed, w.views->charts(), frameCharts);
    frameCharts();
    QStringList structures;
    for (const widgets::StructureFile &shipped : widgets::shippedStructures())
        structures.append(shipped.text);
    w.composer->setStructures(structures);
}

} // namespace app
