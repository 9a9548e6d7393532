#pragma once

#include "netcore/exchange/captureconversations.h"
#include "netcore/exchange/captureimport.h"

#include <QtCore/QString>

#include <functional>

namespace netcore {

/// Reads a capture to its end and hands what passed in it to a sink.
///
/// Errors   see importCapture(); a capture that is damaged in the middle is read as far as it can be
/// Thread   any, blocking
/// Source   libpcap: pcap and pcapng
class CaptureReader
{
public:
    static Result<std::unique_ptr<CaptureReader>> open(const QString &file);
    ~CaptureReader();
    CaptureReader(const CaptureReader &) = delete;
    CaptureReader &operator=(const CaptureReader &) = delete;

    /// Called before the first packet's data is told, with its time.
    using Begin = std::function<Result<void>(WallNs first)>;
    /// `wanted` ends it early: true goes on.
    Result<ImportOutcome> run(CaptureSink &sink, const Begin &begin,
                              const std::function<Result<void>()> &wanted, const ExchangeProgress &progress);
    quint64 bytes() const; // of the file

private:
    class Private;
    explicit CaptureReader(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

} // namespace netcore
