#include "app/workspace/recordedresponders.h"

#include "widgets/models/errorcoach.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace app::recordedresponders {

using netcore::RecordedSpec;

QString toFile(const QString &text, const QString &folder)
{
    if (!RecordedSpec::isMeantBy(text))
        return text;
    auto spec = RecordedSpec::parse(text);
    if (!spec)
        return {};
    spec->file = QDir(folder).relativeFilePath(spec->file);
    return spec->toString();
}

netcore::Result<RecordedSpec> fromFile(const QString &text, const QString &folder)
{
    return RecordedSpec::parse(text).map([&folder](RecordedSpec spec) {
        spec.file = QDir::cleanPath(QDir(folder).absoluteFilePath(spec.file));
        return spec;
    });
}

QList<WorkspaceProblem> missing(const Workspace &workspace, const QString &folder)
{
    QList<WorkspaceProblem> problems;
    for (qsizetype i = 0; i < workspace.sessions.size(); ++i) {
        const netcore::SessionRequest &request = workspace.sessions[i].request;
        if (!RecordedSpec::isMeantBy(request.responder))
            continue;
        const auto spec = fromFile(request.responder, folder);
        if (spec && QFileInfo::exists(spec->file))
            continue;
        const QString name = request.name.isEmpty() ? request.spec.toString() : request.name;
        const QString sentence =
            spec
                ? translated(
                      QT_TRANSLATE_NOOP("workspace",
                                        "\"%1\" answers from the recording %2, which is not there: put it "
                                        "back; until then this session is not opened"))
                      .arg(name, spec->file)
                : translated(QT_TRANSLATE_NOOP(
                                 "workspace", "\"%1\" answers as a recorded peer, but no recording is named: "
                                              "this session is not opened"))
                      .arg(name);
        problems.append({.sentence = sentence, .pointer = QStringLiteral("/sessions/%1/responder").arg(i)});
    }
    return problems;
}

QString sentenceOf(const RecordedSpec &spec, const netcore::NetError &error)
{
    if (!QFileInfo::exists(spec.file))
        return translated(
                   QT_TRANSLATE_NOOP("workspace",
                                     "the recording %1, from which it answers, is not there: put it back, "
                                     "or choose another responder"))
            .arg(spec.file);
    netcore::Failure failure;
    failure.error = error;
    failure.where = spec.file;
    return translated(
               QT_TRANSLATE_NOOP("workspace", "the recording %1, from which it answers, cannot be used: %2"))
        .arg(spec.file, models::explain(failure).cause);
}

} // namespace app::recordedresponders
