#include "widgets/composer/payloadhistory.h"

namespace widgets {

void PayloadHistory::add(const models::SavedPayload &payload)
{
    m_entries.removeAll(payload);
    m_entries.prepend(payload);
    if (m_entries.size() > most)
        m_entries.resize(most);
    m_place = -1;
}

void PayloadHistory::set(const QList<models::SavedPayload> &entries)
{
    m_entries = entries.first(std::min(most, entries.size()));
    m_place = -1;
}

std::optional<models::SavedPayload> PayloadHistory::older(const models::SavedPayload &draft)
{
    if (m_place + 1 >= m_entries.size())
        return {};
    if (m_place < 0)
        m_draft = draft;
    return m_entries[++m_place];
}

std::optional<models::SavedPayload> PayloadHistory::newer()
{
    if (m_place < 0)
        return {};
    --m_place;
    return m_place < 0 ? m_draft : m_entries[m_place];
}

} // namespace widgets
