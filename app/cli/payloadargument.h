#pragma once

#include "app/cli/captures.h"
#include "app/cli/options.h"
#include "netcore/framing/framer.h"
#include "netcore/payload/payloadtemplate.h"

#include <QtCore/QByteArray>

#include <memory>

namespace app {

/// The payloads of the command line in their order, made anew each time they are sent: their fields count on.
/// Framed when a framing is given. `{{file:…}}` is relative to the current folder.
///
/// Limits   a file of at most 1 GiB
/// Thread   plain value, any one thread
class PayloadSource
{
public:
    static netcore::Result<PayloadSource, RefusedText> make(const CliOptions &options);

    qsizetype count() const { return qsizetype(m_payloads.size()); } // 0: nothing is sent
    /// REQUIRES: every value that the payload waits for is in `captured`
    netcore::Result<QByteArray, RefusedText> next(qsizetype index,
                                                  const netcore::CapturedValues &captured = {});
    /// The captured values without which this payload cannot be made.
    const QStringList &capturedBy(qsizetype index) const { return m_payloads[size_t(index)].captured; }
    const netcore::CutPlan &cut() const { return m_cut; }

private:
    struct Payload
    {
        QString where;
        netcore::PayloadTemplate text;
        QByteArray bytes; // of a file
        bool isFile = false;
        QStringList captured{};
    };
    static netcore::Result<Payload, RefusedText> read(const PayloadArgument &argument,
                                                      const CliOptions &options);
    netcore::Result<QByteArray> bodyOf(const Payload &payload);

    std::vector<Payload> m_payloads;
    std::shared_ptr<const netcore::Framer> m_framer; // may be empty
    netcore::FieldContext m_context;
    netcore::CutPlan m_cut;
};

} // namespace app
