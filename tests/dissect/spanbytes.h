#pragma once

#include "netcore/dissect/dissectedpacket.h"
#include "netcore/recording/recordingstore.h"

/// What a recording holds where a field says that its bytes are.
inline QByteArray bytesOf(const std::shared_ptr<const netcore::RecordingStore> &store,
                          const netcore::DissectedField &field)
{
    QByteArray all;
    const netcore::RecordingReader reader(store);
    for (const netcore::PayloadSpan &span : field.spans) {
        netcore::Record record;
        QByteArray part;
        if (!reader.read(span.row, record) || !reader.readPayloadPart(record, span.from, span.length, part) ||
            part.size() != qsizetype(span.length))
            return "a span that is not there";
        all += part;
    }
    return all;
}
