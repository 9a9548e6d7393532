#include "app/gui/screenshot.h"

#include "app/gui/mainwindow.h"
#include "app/gui/recordingviews.h"
#include "app/gui/workspacefiles.h"
#include "widgets/hexview/hexpane.h"
#include "widgets/hexview/hexview.h"
#include "widgets/tables/trafficview.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>
#include <QtGui/QPixmap>

#include <cstdio>

namespace app {

namespace {
constexpr int settleMs = 700; // the views refresh 30 times a second, the counts twice
}

Screenshot::Screenshot(MainWindow &window, const QString &file)
    : QObject(&window), m_window(window), m_file(file)
{
    window.resize(1280, 800);
}

void Screenshot::takeAfterDemo()
{
    connect(m_window.workspaceFiles, &WorkspaceFiles::demoFinished, this, [this](const QString &problem) {
        if (!problem.isEmpty()) {
            std::fprintf(stderr, "socketarium: %s\n", problem.toLocal8Bit().constData());
            m_exitCode = 1;
        }
        takeSoon();
    });
}

void Screenshot::takeSoon()
{
    QTimer::singleShot(settleMs, this, &Screenshot::prepare);
}

/// Selects the longest of the newest rows, so that the picture shows bytes.
void Screenshot::prepare()
{
    const auto store = m_window.engine.recording();
    netcore::RecordingReader reader(store);
    netcore::Record record;
    netcore::RowNumber best = 0;
    quint32 longest = 0;
    for (netcore::RowNumber row = store->firstRow(); row < store->rowCount(); ++row) {
        if (reader.read(row, record) && record.isData() && record.length > longest) {
            longest = record.length;
            best = row;
        }
    }
    if (longest > 0)
        m_window.views->traffic()->selectRow(best);
    if (longest > 4)
        m_window.views->hex()->view()->selectRange(0, 4);
    QTimer::singleShot(settleMs, this, &Screenshot::take);
}

void Screenshot::take()
{
    if (!m_window.grab().save(m_file, "PNG")) {
        std::fprintf(stderr, "socketarium: %s cannot be written\n", m_file.toLocal8Bit().constData());
        m_exitCode = 1;
    }
    QCoreApplication::exit(m_exitCode);
}

} // namespace app
