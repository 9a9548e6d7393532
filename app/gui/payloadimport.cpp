#include "app/gui/payloadimport.h"

#include "app/gui/capturepayloads.h"
#include "app/gui/mainwindow.h"
#include "app/workspace/packetsender.h"
#include "widgets/common/faultpanel.h"
#include "widgets/composer/composer.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QFile>
#include <QtWidgets/QFileDialog>

namespace app {

namespace {

/// By what it begins with, whatever its name is: pcap in both byte orders and with nanoseconds, pcapng.
bool isCapture(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray magic = file.read(4).toHex();
    return magic == "d4c3b2a1" || magic == "a1b2c3d4" || magic == "4d3cb2a1" || magic == "a1b23c4d" ||
           magic == "0a0d0d0a";
}

} // namespace

PayloadImport::PayloadImport(MainWindow &window) : QObject(&window), m_window(window) {}

void PayloadImport::choose()
{
    auto *dialog =
        new QFileDialog(&m_window, tr("Import payloads"), QString(),
                        tr("Packet Sender, captures (*.ini *.json *.pcap *.pcapng *.cap);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PayloadImport::import);
    dialog->open();
}

void PayloadImport::import(const QString &file)
{
    if (isCapture(file)) {
        auto *choice = new CaptureChoice(file, &m_window);
        connect(choice, &CaptureChoice::chosen, m_window.composer, &widgets::Composer::addSavedPayloads);
        choice->open();
        return;
    }
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
