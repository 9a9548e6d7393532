#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QStringView>

namespace widgets {

/// The lines that could be meant by what is typed so far: endpoints used before, then schemes; behind a '?'
/// or '&' the options of the scheme that are not there yet.
///
/// Thread   plain function, any thread
QStringList endpointCompletions(const QString &typed, const QStringList &history);

/// What a button means for a text: "Listen" makes `tcp-listen://127.0.0.1:9000` of `tcp://127.0.0.1:9000` and
/// of `127.0.0.1:9000`; a text that already fits stays as it is.
enum class OpenAs : quint8 { Written, Client, Listener };
QString endpointAs(const QString &typed, OpenAs as);

} // namespace widgets
