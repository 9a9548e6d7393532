#include "app/gui/composerwiring.h"

#include "app/gui/capturefeed.h"
#include "app/gui/mainwindow.h"
#include "app/gui/payloadimport.h"
#include "widgets/composer/composer.h"
#include "widgets/models/connectionmodel.h"
#include "widgets/models/framingchoices.h"

namespace app {

using netcore::EngineHandle;
using widgets::Composer;
using widgets::ComposeTarget;

namespace {

void setNoDelay(MainWindow &w, const ComposeTarget &target)
{
    for (const netcore::ConnectionSnapshot &c : w.model->connections()) {
        const bool isMeant = target.kind == ComposeTarget::Kind::Connection ? c.id == target.connection
                                                                            : c.session == target.session;
        if (isMeant && c.ended == netcore::EndReason::None)
            w.engine.setNoDelay(c.id, true);
    }
}

} // namespace

void wireComposer(MainWindow &w)
{
    auto *captures = new CaptureFeed(
        w.engine.recording(), [&w](netcore::ConnectionId id) { return w.framings->ofLive(id); }, &w);
    QObject::connect(&w.engine, &EngineHandle::changed, captures, &CaptureFeed::drain);
    QObject::connect(captures, &CaptureFeed::captured, w.composer, &Composer::takeCaptured);
    QObject::connect(w.composer, &Composer::fieldSourcesChanged, captures,
                     [&w, captures] { captures->setRules(w.composer->fieldSources().captures); });
    QObject::connect(w.composer, &Composer::noDelayRequested, &w,
                     [&w](const ComposeTarget &target) { setNoDelay(w, target); });
    w.composer->setTargetLookup([&w](netcore::ConnectionId id) {
        const netcore::ConnectionSnapshot *connection = w.model->connection(id);
        const netcore::SessionSnapshot *session =
            connection ? w.model->session(connection->session) : nullptr;
        return session ? widgets::composeTarget(*session, *connection) : ComposeTarget();
    });
    auto *import = new PayloadImport(w);
    QObject::connect(w.composer, &Composer::importRequested, import, &PayloadImport::choose);
}

} // namespace app
