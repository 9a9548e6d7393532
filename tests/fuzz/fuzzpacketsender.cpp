// Payloads that Packet Sender saved: refused, or payloads that a workspace file takes.

#include "app/workspace/packetsender.h"
#include "tests/fuzz/fuzztarget.h"

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
        payload.name += QString::number(n++); // the library makes names free
        payload.name = payload.name.right(90);
        workspace.payloads.append({payload, {}});
    }
    const auto again = app::parseWorkspace(app::toJson(workspace));
    FUZZ_REQUIRE(again && again->workspace.savedPayloads() == workspace.savedPayloads());
}
