#pragma once

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtGui/QKeySequence>

class QAction;
class QMenu;
class QWidget;

namespace app {

/// Every command of the window with its key; found in the menu, in the palette and on the help page.
class Actions : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QWidget *window);

    QAction *openEndpoint, *openForm;
    QAction *openWorkspace, *saveWorkspace, *saveWorkspaceAs, *loadDemo;
    QList<QAction *> examples; // data(): the name of the workspace
    QAction *saveRecording, *openRecording, *liveRecording, *exportRecording, *importCapture, *dissect;
    QAction *send, *stopSending, *compose;
    QAction *find, *filter, *nextRow, *previousRow, *nextInConversation, *previousInConversation;
    QAction *closeConnection, *clearEnded, *allConnections;
    QAction *palette, *settings, *help, *quit;

    const QList<QAction *> &all() const { return m_all; }
    void fillMenu(QMenu *menu, QMenu *recent);
    void retranslate();

private:
    QAction *make(QWidget *window, const char *icon, const QList<QKeySequence> &keys = {});

    QList<QAction *> m_all;
};

} // namespace app
