#include "app/gui/payloadimport.h"

#include "app/gui/mainwindow.h"
#include "app/workspace/packetsender.h"
#include "widgets/common/faultpanel.h"
#include "widgets/composer/composer.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QFile>
#include <QtWidgets/QFileDialog>

namespace app {

PayloadImport::PayloadImport(MainWindow &window) : QObject(&window), m_window(window) {}

void PayloadImport::choose()
{
    auto *dialog = new QFileDialog(&m_window, tr("Import payloads"), QString(),
                                   tr("Packet Sender (*.ini *.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PayloadImport::import);
    dialog->open();
}

void PayloadImport::import(const QString &file)
{
    const auto payloads = loadPacketSender(file);
    if (!payloads)
        return tell(file, payloads.error());
    m_window.composer->addSavedPayloads(*payloads);
}

void PayloadImport::tell(const QString &file, const WorkspaceProblem &problem)
{
    models::Explanation explanation;
    explanation.what = tr("Import");
    explanation.where = models::plain(file);
    explanation.errnoName = tr("no system call");
    explanation.cause = models::plain(problem.toString());
    explanation.steps = {
        {tr("The saved payloads stay as they are."), models::NextStep::Action::None, {}, {}}};
    m_window.faults->add(explanation);
}

} // namespace app
