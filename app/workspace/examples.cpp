#include "app/workspace/examples.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <utility>

namespace app {

QList<ExampleWorkspace> exampleWorkspaces()
{
    return {
        {QStringLiteral("stickypackets"),
         QCoreApplication::translate("app::ExampleWorkspaces", "Sticky packets, and two ways out")},
    };
}

Workspace exampleWorkspace(const QString &name)
{
    QFile file(QStringLiteral(":/workspaces/%1.json").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    auto loaded = parseWorkspace(opened ? file.readAll() : QByteArray());
    Q_ASSERT_X(loaded.has_value(), "example", loaded ? "" : loaded.error().toString().toUtf8().constData());
    return loaded ? std::move(loaded->workspace) : Workspace();
}

} // namespace app
