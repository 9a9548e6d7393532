#include "app/cli/structurefile.h"

#include "app/cli/describe.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QFile>

namespace app {

namespace {

constexpr qint64 mostStructure = 64 << 10; // bytes; the parser's own limit

ExitCode notThere(const QString &path, Output &output)
{
    const Happening problem = problemTold(netcore::NetError::of(netcore::ErrorKind::NotFound, "open"), path);
    output.event(problem.object, problem.sentence);
    return ExitCode::File;
}

} // namespace

netcore::Result<std::optional<netcore::Structure>, ExitCode> readStructure(const QString &path,
                                                                           Output &output)
{
    if (path.isEmpty())
        return std::nullopt;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return netcore::refusedWith(notThere(path, output));
    const auto structure = netcore::Structure::parse(QString::fromUtf8(file.read(mostStructure + 1)));
    if (structure)
        return std::optional(*structure);
    const netcore::StructureProblem &problem = structure.error();
    output.event({{QStringLiteral("event"), QStringLiteral("refused")},
                  {QStringLiteral("where"), path},
                  {QStringLiteral("line"), problem.line},
                  {QStringLiteral("column"), problem.column},
                  {QStringLiteral("reason"), QLatin1String(problem.reason)}},
                 QStringLiteral("%1, line %2, column %3: %4 %5")
                     .arg(path, QString::number(problem.line), QString::number(problem.column),
                          QLatin1String(problem.reason), models::plain(problem.what)));
    return netcore::refusedWith(ExitCode::Usage);
}

} // namespace app
