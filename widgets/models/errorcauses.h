#pragma once

#include "widgets/models/errorcoach.h"

namespace models {

/// Where something failed, read back from the text of the failure.
struct FailedPlace
{
    QString text;
    std::optional<netcore::EndpointSpec> spec; // nothing where the text is no endpoint spec
    quint16 port = 0;
    bool udp = false;

    static FailedPlace of(const QString &where);
    QString withPort(quint16 other) const; // the same endpoint, another port; empty without a spec
    QString withScope(const QString &scope) const;
};

/// Fills in cause and steps; one case per kind of error.
void explainCause(const netcore::Failure &failure, const FailedPlace &place, const LocalFacts &facts,
                  Explanation &explanation);

} // namespace models
