#include "app/gui/settings.h"

#include <algorithm>
#include <memory>

namespace app {

using models::SavedPayload;
using widgets::Preferences;

namespace {

constexpr int recentKept = 10;

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

} // namespace

Settings::Settings(const QString &file)
    : m_settings(file.isEmpty() ? QSettings().fileName() : file, QSettings::IniFormat)
{
}

Preferences Settings::preferences() const
{
    const Preferences usual;
    Preferences p;
    p.language = m_settings.value(key("language"), usual.language).toString();
    p.colorScheme = widgets::ColorScheme(std::clamp(m_settings.value(key("colorScheme"), 0).toInt(), 0, 2));
    p.fontPoints = std::clamp(m_settings.value(key("fontPoints"), usual.fontPoints).toInt(), 0, 32);
    p.recordingMiB =
        std::clamp(m_settings.value(key("recordingMiB"), usual.recordingMiB).toInt(), 128, 1'000'000);
    p.atBound = netcore::AtBound(std::clamp(m_settings.value(key("atBound"), 0).toInt(), 0, 2));
    p.historySize = std::clamp(m_settings.value(key("historySize"), usual.historySize).toInt(), 5, 1000);
    return p;
}

void Settings::setPreferences(const Preferences &p)
{
    m_settings.setValue(key("language"), p.language);
    m_settings.setValue(key("colorScheme"), int(p.colorScheme));
    m_settings.setValue(key("fontPoints"), p.fontPoints);
    m_settings.setValue(key("recordingMiB"), p.recordingMiB);
    m_settings.setValue(key("atBound"), int(p.atBound));
    m_settings.setValue(key("historySize"), p.historySize);
}

QStringList Settings::endpointHistory() const
{
    return m_settings.value(key("endpoints")).toStringList();
}

void Settings::setEndpointHistory(const QStringList &history)
{
    m_settings.setValue(key("endpoints"), history);
}

QList<SavedPayload> Settings::payloadHistory() const
{
    QList<SavedPayload> history;
    const QVariantList entries = m_settings.value(key("payloads")).toList();
    for (const QVariant &entry : entries) {
        const QStringList words = entry.toStringList(); // form, text, encoding, ending, "fields"
        if (words.size() != 4 && words.size() != 5)
            continue;
        SavedPayload payload;
        payload.form =
            words[0] == QLatin1String("hex") ? netcore::PayloadForm::Hex : netcore::PayloadForm::Text;
        payload.text = words[1];
        payload.encoding = models::encodingOf(words[2]).value_or(netcore::TextEncoding::Utf8);
        payload.ending = models::lineEndingOf(words[3]).value_or(models::LineEnding::None);
        payload.fields = words.size() == 5 && words[4] == QLatin1String("fields");
        history << payload;
    }
    return history;
}

void Settings::setPayloadHistory(const QList<SavedPayload> &history)
{
    QVariantList entries;
    const qsizetype count = std::min<qsizetype>(history.size(), preferences().historySize);
    for (const SavedPayload &p : history.first(count))
        entries << QStringList{p.form == netcore::PayloadForm::Hex ? key("hex") : key("text"), p.text,
                               models::wordOf(p.encoding), models::wordOf(p.ending),
                               p.fields ? key("fields") : QString()};
    m_settings.setValue(key("payloads"), entries);
}

QStringList Settings::recentWorkspaces() const
{
    return m_settings.value(key("recentWorkspaces")).toStringList();
}

void Settings::addRecentWorkspace(const QString &file)
{
    QStringList files = recentWorkspaces();
    files.removeAll(file);
    files.prepend(file);
    m_settings.setValue(key("recentWorkspaces"), QStringList(files.mid(0, recentKept)));
}

QByteArray Settings::layout(const QString &part) const
{
    return m_settings.value(QStringLiteral("layout/") + part).toByteArray();
}

void Settings::setLayout(const QString &part, const QByteArray &state)
{
    m_settings.setValue(QStringLiteral("layout/") + part, state);
}

} // namespace app
