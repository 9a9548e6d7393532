#pragma once

#include "app/workspace/workspace.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace app {

/// A workspace that comes with the program, to be looked at and then opened. Showing it starts nothing.
struct ExampleWorkspace
{
    QString name;  // of its file in resources/workspaces, without ".json"
    QString title; // translated
};

QList<ExampleWorkspace> exampleWorkspaces();

/// REQUIRES: a name of exampleWorkspaces(), or "demo".
Workspace exampleWorkspace(const QString &name);

} // namespace app
