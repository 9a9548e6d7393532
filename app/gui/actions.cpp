#include "app/gui/actions.h"

#include "app/workspace/examples.h"
#include "widgets/common/icon.h"

#include <QtGui/QAction>
#include <QtWidgets/QMenu>
#include <QtWidgets/QWidget>

namespace app {

Actions::Actions(QWidget *window) : QObject(window)
{
    openEndpoint = make(window, "quickopen", {Qt::CTRL | Qt::Key_L});
    openForm = make(window, "list-add", {Qt::CTRL | Qt::Key_N});
    openWorkspace = make(window, "document-open", {Qt::CTRL | Qt::Key_O});
    saveWorkspace = make(window, "document-save", {Qt::CTRL | Qt::Key_S});
    saveWorkspaceAs = make(window, "document-save-as", {Qt::CTRL | Qt::SHIFT | Qt::Key_S});
    loadDemo = make(window, "tools-wizard");
    for (const ExampleWorkspace &example : exampleWorkspaces()) {
        examples << make(window, "help-hint");
        examples.last()->setData(example.name);
    }
    saveRecording = make(window, "media-record", {Qt::CTRL | Qt::Key_R});
    openRecording = make(window, "document-import", {Qt::CTRL | Qt::SHIFT | Qt::Key_O});
    liveRecording = make(window, "go-jump");
    exportRecording = make(window, "document-export", {Qt::CTRL | Qt::SHIFT | Qt::Key_E});
    importCapture = make(window, "document-import");
    dissect = make(window, "view-list-tree", {Qt::CTRL | Qt::SHIFT | Qt::Key_D});
    send = make(window, "document-send",
                {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    stopSending = make(window, "process-stop", {Qt::CTRL | Qt::SHIFT | Qt::Key_Return});
    compose = make(window, "document-edit", {Qt::CTRL | Qt::Key_E});
    find = make(window, "edit-find", {Qt::CTRL | Qt::Key_F});
    filter = make(window, "view-filter", {Qt::CTRL | Qt::SHIFT | Qt::Key_F});
    nextRow = make(window, "go-down", {Qt::Key_F8});
    previousRow = make(window, "go-up", {Qt::Key_F7});
    nextInConversation = make(window, "go-next", {Qt::CTRL | Qt::Key_Period});
    previousInConversation = make(window, "go-previous", {Qt::CTRL | Qt::Key_Comma});
    closeConnection = make(window, "network-disconnect", {Qt::Key_Delete});
    clearEnded = make(window, "edit-clear-all");
    allConnections = make(window, "view-visible", {Qt::CTRL | Qt::SHIFT | Qt::Key_A});
    palette = make(window, "system-search", {Qt::CTRL | Qt::Key_K});
    settings = make(window, "configure", {Qt::CTRL | Qt::SHIFT | Qt::Key_P});
    help = make(window, "help-contents", {Qt::Key_F1});
    quit = make(window, "application-exit", {Qt::CTRL | Qt::Key_Q});
    retranslate();
}

QAction *Actions::make(QWidget *window, const char *icon, const QList<QKeySequence> &keys)
{
    auto *action = new QAction(widgets::themedIcon(QString::fromLatin1(icon)), QString(), window);
    action->setShortcuts(keys);
    window->addAction(action);
    m_all << action;
    return action;
}

void Actions::retranslate()
{
    openEndpoint->setText(tr("Open an endpoint"));
    openForm->setText(tr("Open with a form…"));
    openWorkspace->setText(tr("Open workspace…"));
    saveWorkspace->setText(tr("Save workspace"));
    saveWorkspaceAs->setText(tr("Save workspace as…"));
    loadDemo->setText(tr("Play the demo"));
    const QList<ExampleWorkspace> titled = exampleWorkspaces();
    for (qsizetype i = 0; i < titled.size(); ++i)
        examples[i]->setText(tr("Example: %1").arg(titled[i].title));
    saveRecording->setText(tr("Save recording…"));
    openRecording->setText(tr("Open recording…"));
    liveRecording->setText(tr("Back to the live recording"));
    exportRecording->setText(tr("Export…"));
    importCapture->setText(tr("Import a capture (pcap)…"));
    dissect->setText(tr("Decode with Wireshark"));
    send->setText(tr("Send"));
    stopSending->setText(tr("Stop sending"));
    compose->setText(tr("Go to the composer"));
    find->setText(tr("Find in the bytes"));
    filter->setText(tr("Filter the traffic"));
    nextRow->setText(tr("Next row"));
    previousRow->setText(tr("Previous row"));
    nextInConversation->setText(tr("Next in the same conversation"));
    previousInConversation->setText(tr("Previous in the same conversation"));
    closeConnection->setText(tr("Close the selected connection"));
    clearEnded->setText(tr("Clear ended connections"));
    allConnections->setText(tr("Show all connections"));
    palette->setText(tr("Command palette"));
    settings->setText(tr("Settings"));
    help->setText(tr("Keys"));
    quit->setText(tr("Quit"));
}

void Actions::fillMenu(QMenu *menu, QMenu *recent)
{
    menu->addActions({openForm, openWorkspace});
    menu->addMenu(recent);
    menu->addActions({saveWorkspace, saveWorkspaceAs, loadDemo});
    menu->addActions(examples);
    menu->addSeparator();
    menu->addActions({saveRecording, openRecording, exportRecording, importCapture, dissect, clearEnded});
    menu->addSeparator();
    menu->addActions({palette, settings, help});
    menu->addSeparator();
    menu->addAction(quit);
}

} // namespace app
