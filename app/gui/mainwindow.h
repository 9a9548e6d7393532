#pragma once

#include "netcore/session/enginehandle.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QMainWindow>

#include <memory>

class QSplitter;
class QToolButton;

namespace models {
class ConnectionModel;
class FramingChoices;
} // namespace models

namespace widgets {
class CommandPalette;
class Composer;
class ConnectionsView;
class FaultPanel;
class KeyboardHelp;
class Language;
class QuickOpenBar;
class ReachabilityBar;
class SettingsPage;
class StatusLine;
struct Preferences;
} // namespace widgets

namespace app {

class Actions;
class ExchangeFiles;
class RecordingFiles;
class RecordingViews;
class Replaying;
class Settings;
class WorkspaceFiles;
class WorkspacePreview;

/// The one window: builds its parts and places them. What they do with each other is in wiring.h.
///
/// Lifetime   engine, settings and language outlive it
/// Thread     GUI thread
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(netcore::EngineHandle &engine, Settings &settings, widgets::Language &language);
    ~MainWindow() override;

    netcore::EngineHandle &engine;
    Settings &settings;
    widgets::Language &language;

    // The parts, for wiring and tests; owned by the window.
    models::ConnectionModel *model;
    models::FramingChoices *framings;
    Actions *actions;
    widgets::QuickOpenBar *quickOpen;
    widgets::ReachabilityBar *reachability;
    widgets::FaultPanel *faults;
    WorkspacePreview *preview;
    widgets::ConnectionsView *connections;
    RecordingViews *views;
    widgets::Composer *composer;
    widgets::StatusLine *status;
    widgets::CommandPalette *palette;
    widgets::SettingsPage *settingsPage;
    widgets::KeyboardHelp *keyboardHelp;
    WorkspaceFiles *workspaceFiles;
    RecordingFiles *recordingFiles;
    ExchangeFiles *exchangeFiles;
    Replaying *replaying;

    /// Shows a page at the right: settings or keys.
    void showSide(QWidget *page, const QString &title);
    void applyPreferences(const widgets::Preferences &preferences);
    void tellCopyRefused(quint64 rows, quint64 limit);
    void saveLayout();
    void restoreLayout();

Q_SIGNALS:
    void closing();

protected:
    void closeEvent(QCloseEvent *event) override;
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *makeTopBar();
    QWidget *makeCentre();
    void placeSide();
    void retranslate();

    QSplitter *m_columns = nullptr;
    QSplitter *m_right = nullptr;
    QDockWidget *m_side = nullptr;
    QToolButton *m_menuButton = nullptr;
    widgets::ColorScheme m_colorScheme = widgets::ColorScheme::System;
};

} // namespace app
