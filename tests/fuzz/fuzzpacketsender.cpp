// Payloads that Packet Sender saved: refused, or payloads that a workspace file takes.

#include "app/workspace/packetsender.h"
#include "tests/fuzz/fuzztarget.h"
#include "widgets/models/label.h"

void fuzzPacketSender(QByteArrayView bytes)
{
    if (bytes.size() > 64 << 10)
        return;
    const auto payloads = app::parsePacketSender(bytes.toByteArray());
    if (!payloads) {
        FUZZ_REQUIRE(!payloads.error().sentence.isEmpty());
        return;
    }
    app::Workspace workspace;
    int n = 0;
    for (models::SavedPayload payload : *payloads) {
        FUZZ_REQUIRE(models::bytesOf(payload).has_value());
        FUZZ_REQUIRE(!models::labelFault(payload.name));
        // The library makes names free. A part of a name may be none that a workspace takes: "a\\b" from its
        // end.
        const QString number = QString::number(n++);
        payload.name = payload.name.size() > 90 ? number : number + u' ' + payload.name;
        workspace.payloads.append({payload, {}});
    }
    const auto again = app::parseWorkspace(app::toJson(workspace));
    FUZZ_REQUIRE(again && again->workspace.savedPayloads() == workspace.savedPayloads());
}
