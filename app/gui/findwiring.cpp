#include "app/gui/findwiring.h"

#include "app/gui/recordingviews.h"
#include "widgets/hexview/hexpane.h"
#include "widgets/hexview/hexview.h"
#include "widgets/models/recordfinder.h"

namespace app {

using models::RecordFinder;
using widgets::HexPane;

namespace {

/// From the selected record on; without one, from the first or the last.
netcore::SearchStart startOf(const RecordingViews &views, quint64 from, bool forward)
{
    if (const auto selected = views.selectedRecord())
        return {*selected, qsizetype(from)};
    return {forward ? 0 : ~netcore::RowNumber(0), -1};
}

} // namespace

void wireRecordingSearch(RecordingViews &views)
{
    auto *finder = new RecordFinder(&views);
    HexPane *pane = views.hex();
    pane->offerRecordingSearch();
    const auto start = [&views, finder](const netcore::BytePattern &pattern, quint64 from, bool forward) {
        const auto way = forward ? netcore::SearchWay::Forward : netcore::SearchWay::Backward;
        if (views.recording())
            finder->start(views.recording(), pattern, startOf(views, from, forward), way);
    };
    QObject::connect(pane, &HexPane::recordingSearchRequested, finder, start);
    QObject::connect(pane, &HexPane::recordingSearchCancelled, finder, &RecordFinder::cancel);
    QObject::connect(finder, &RecordFinder::progressed, pane, &HexPane::recordingSearchProgressed);
    QObject::connect(finder, &RecordFinder::notFound, pane,
                     [pane](bool gaveUp) { pane->recordingSearched(false, false, gaveUp); });
    QObject::connect(finder, &RecordFinder::found, pane,
                     [&views, pane](const netcore::Found &place, bool wrapped) {
                         views.showRecord(place.row);
                         pane->view()->selectRange(quint64(place.at), quint64(place.length));
                         pane->recordingSearched(true, wrapped, false);
                     });
}

} // namespace app
