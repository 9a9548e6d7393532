#pragma once

#include "widgets/common/settingspage.h"
#include "widgets/models/savedpayload.h"

#include <QtCore/QByteArray>
#include <QtCore/QSettings>
#include <QtCore/QStringList>

namespace app {

/// What the program keeps between runs. The only class that names keys of QSettings.
///
/// Thread   GUI thread
class Settings
{
public:
    /// An empty file name means the user's own settings.
    explicit Settings(const QString &file = {});

    widgets::Preferences preferences() const;
    void setPreferences(const widgets::Preferences &preferences);

    QStringList endpointHistory() const;
    void setEndpointHistory(const QStringList &history);
    QList<models::SavedPayload> payloadHistory() const;
    void setPayloadHistory(const QList<models::SavedPayload> &history);
    QStringList recentWorkspaces() const;
    void addRecentWorkspace(const QString &file);

    /// Layout of the window by the name of its part.
    QByteArray layout(const QString &part) const;
    void setLayout(const QString &part, const QByteArray &state);

private:
    QSettings m_settings;
};

} // namespace app
