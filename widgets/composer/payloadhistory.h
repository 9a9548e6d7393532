#pragma once

#include "widgets/models/savedpayload.h"

#include <QtCore/QList>

#include <optional>

namespace widgets {

/// What was sent, newest first, and a place in it while the user steps back and forth. The unsent draft is
/// kept while stepping.
///
/// Limits   `most` entries; sending the same again moves it to the front
/// Thread   plain value, any thread
class PayloadHistory
{
public:
    static constexpr qsizetype most = 200;

    void add(const models::SavedPayload &payload);
    void set(const QList<models::SavedPayload> &entries);
    const QList<models::SavedPayload> &entries() const { return m_entries; }

    /// One step back; `draft` is what is typed now. Nothing where there is no older one.
    std::optional<models::SavedPayload> older(const models::SavedPayload &draft);
    /// One step forward, at last the draft again.
    std::optional<models::SavedPayload> newer();

private:
    QList<models::SavedPayload> m_entries;
    models::SavedPayload m_draft;
    qsizetype m_place = -1; // -1: at the draft
};

} // namespace widgets
