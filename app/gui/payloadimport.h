#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

namespace app {

class MainWindow;
struct WorkspaceProblem;

/// Takes payloads that another program saved, or that a capture holds, into the composer's library.
///
/// Errors   told in the window's fault panel with file, line and column; nothing is taken then
/// Thread   GUI thread
class PayloadImport : public QObject
{
    Q_OBJECT

public:
    explicit PayloadImport(MainWindow &window);

    void choose();
    void import(const QString &file);

private:
    void tell(const QString &file, const WorkspaceProblem &problem);

    MainWindow &m_window;
};

} // namespace app
