#pragma once

#include "netcore/payload/fieldcontext.h"

#include <QtCore/QMap>
#include <QtCore/QString>

namespace widgets {

/// What the user has named for the fields of payloads; kept in the workspace file.
struct FieldSources
{
    QMap<QString, QString> variables;                 // of the workspace
    QMap<QString, QMap<QString, QString>> ofSessions; // by the session's name; before the workspace's
    QMap<QString, QString> captures;                  // netcore::CaptureRule
    QString folder;                                   // of the workspace file

    bool operator==(const FieldSources &) const = default;

    /// For the fields of a payload that goes to this session.
    void fill(netcore::FieldContext &context, const QString &session) const
    {
        context.folder = folder;
        context.variables.clear();
        for (const QMap<QString, QString> &names : {variables, ofSessions.value(session)}) {
            for (auto it = names.begin(); it != names.end(); ++it)
                context.variables.insert(it.key(), it.value());
        }
    }
};

} // namespace widgets
