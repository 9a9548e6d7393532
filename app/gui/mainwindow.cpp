#include "app/gui/mainwindow.h"

#include "app/gui/actions.h"
#include "app/gui/exchangefiles.h"
#include "app/gui/recordingfiles.h"
#include "app/gui/recordingviews.h"
#include "app/gui/replaying.h"
#include "app/gui/settings.h"
#include "app/gui/workspacefiles.h"
#include "app/gui/workspacepreview.h"
#include "widgets/common/commandpalette.h"
#include "widgets/common/faultpanel.h"
#include "widgets/common/icon.h"
#include "widgets/common/keyboardhelp.h"
#include "widgets/common/language.h"
#include "widgets/common/quickopenbar.h"
#include "widgets/common/reachabilitybar.h"
#include "widgets/common/settingspage.h"
#include "widgets/common/statusline.h"
#include "widgets/composer/composer.h"
#include "widgets/models/connectionmodel.h"
#include "widgets/models/errorcoach.h"
#include "widgets/models/framingchoices.h"
#include "widgets/tables/connectionsview.h"
#include "widgets/tables/trafficview.h"

#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtGui/QAction>
#include <QtGui/QShortcut>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace app {

MainWindow::MainWindow(netcore::EngineHandle &theEngine, Settings &theSettings,
                       widgets::Language &theLanguage)
    : engine(theEngine)
    , settings(theSettings)
    , language(theLanguage)
    , model(new models::ConnectionModel(this))
    , framings(new models::FramingChoices(this))
    , actions(new Actions(this))
    , quickOpen(new widgets::QuickOpenBar(this))
    , reachability(new widgets::ReachabilityBar(this))
    , faults(new widgets::FaultPanel(this))
    , preview(new WorkspacePreview(this))
    , connections(new widgets::ConnectionsView(*model, this))
    , views(new RecordingViews(this))
    , composer(new widgets::Composer(this))
    , status(new widgets::StatusLine(this))
    , palette(new widgets::CommandPalette(this))
    , settingsPage(new widgets::SettingsPage(this))
    , keyboardHelp(new widgets::KeyboardHelp(this))
    , workspaceFiles(new WorkspaceFiles(*this))
    , recordingFiles(new RecordingFiles(*this))
    , exchangeFiles(new ExchangeFiles(*this))
    , replaying(new Replaying(*this))
{
    setWindowIcon(widgets::programIcon());
    build();
    retranslate();
    resize(1280, 800);
}

MainWindow::~MainWindow()
{
    // Views tell of changed selections while they go; the wiring must not reach parts that have gone before.
    engine.disconnect(this);
    const QList<QObject *> parts = findChildren<QObject *>();
    for (QObject *part : parts)
        disconnect(part, nullptr, this, nullptr);
}

void MainWindow::build()
{
    auto *pages = new QStackedWidget(this);
    pages->addWidget(settingsPage);
    pages->addWidget(keyboardHelp);
    m_side = new QDockWidget(this);
    m_side->setObjectName(QStringLiteral("side"));
    m_side->setFeatures(QDockWidget::DockWidgetClosable);
    m_side->setWidget(pages);
    addDockWidget(Qt::RightDockWidgetArea, m_side);
    m_side->hide();
    new QShortcut(Qt::Key_Escape, m_side, m_side, &QWidget::hide, Qt::WidgetWithChildrenShortcut);

    auto *whole = new QWidget(this);
    auto *layout = new QVBoxLayout(whole);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTopBar());
    for (QWidget *bar : {static_cast<QWidget *>(reachability), static_cast<QWidget *>(faults),
                         static_cast<QWidget *>(preview)})
        layout->addWidget(bar);
    layout->addWidget(makeCentre(), 1);
    layout->addWidget(status);
    setCentralWidget(whole);
}

QWidget *MainWindow::makeTopBar()
{
    m_menuButton = new QToolButton(this);
    m_menuButton->setIcon(widgets::themedIcon(QStringLiteral("application-menu")));
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setObjectName(QStringLiteral("menuButton"));
    auto *menu = new QMenu(m_menuButton);
    auto *recent = new QMenu(menu);
    actions->fillMenu(menu, recent);
    workspaceFiles->setRecentMenu(recent);
    m_menuButton->setMenu(menu);

    auto *record = new QToolButton(this);
    record->setDefaultAction(actions->saveRecording);
    record->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (QToolButton *button : {record, m_menuButton}) {
        QHBoxLayout *line = quickOpen->line();
        button->setFocusPolicy(Qt::TabFocus);
        setTabOrder(line->itemAt(line->count() - 1)->widget(), button);
        line->addWidget(button);
    }
    return quickOpen;
}

QWidget *MainWindow::makeCentre()
{
    m_right = new QSplitter(Qt::Vertical, this);
    m_right->addWidget(views);
    m_right->addWidget(composer);
    m_right->setStretchFactor(0, 1);
    m_right->setStretchFactor(1, 0);
    m_right->setSizes({580, 160});
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->addWidget(connections);
    m_columns->addWidget(m_right);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({424, 856});
    for (QSplitter *splitter : {m_right, m_columns})
        splitter->setChildrenCollapsible(false);
    return m_columns;
}

void MainWindow::retranslate()
{
    actions->retranslate();
    m_menuButton->setToolTip(tr("Menu"));
    m_menuButton->setAccessibleName(tr("Menu"));
    workspaceFiles->retranslate();
}

bool MainWindow::event(QEvent *event)
{
    // Qt 6.4 has no signal for the system's light and dark; the platform tells every window this.
    if (event->type() == QEvent::ThemeChange && m_colorScheme == widgets::ColorScheme::System)
        widgets::applyColorScheme(*qApp, m_colorScheme);
    return QMainWindow::event(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && m_menuButton)
        retranslate();
}

void MainWindow::showSide(QWidget *page, const QString &title)
{
    auto *pages = static_cast<QStackedWidget *>(m_side->widget());
    const bool away = m_side->isVisible() && pages->currentWidget() == page;
    pages->setCurrentWidget(page);
    m_side->setWindowTitle(title);
    if (!away)
        placeSide();
    m_side->setVisible(!away);
    if (away)
        return;
    m_side->activateWindow();
    page->setFocus();
}

/// Beside the rest where that keeps its width, otherwise in front of it.
void MainWindow::placeSide()
{
    constexpr int listWidth = 300; // px, of the connections
    const QSize wanted = m_side->sizeHint();
    const int needed = m_right->minimumSizeHint().width() + listWidth + wanted.width();
    m_side->setFloating(width() < needed);
    if (m_side->isFloating()) // over the views, below the bar from which it was called
        m_side->setGeometry(QRect(views->mapToGlobal(QPoint(views->width() - wanted.width(), 0)),
                                  QSize(wanted.width(), m_columns->height())));
}

void MainWindow::applyPreferences(const widgets::Preferences &p)
{
    static const QFont systemFont = QApplication::font();
    QFont font = systemFont;
    if (p.fontPoints > 0)
        font.setPointSize(p.fontPoints);
    if (QApplication::font() != font)
        QApplication::setFont(font);
    m_colorScheme = p.colorScheme;
    widgets::applyColorScheme(*qApp, p.colorScheme);
    language.set(p.language);
    engine.setAtBound(p.atBound, quint64(p.recordingMiB) << 20);
    quickOpen->setHistorySize(p.historySize);
}

void MainWindow::tellCopyRefused(quint64 rows, quint64 limit)
{
    const QLocale locale;
    models::Explanation explanation;
    explanation.what = tr("Not copied");
    explanation.where = tr("%1 selected rows").arg(locale.toString(rows));
    explanation.cause = tr("At most %1 rows are copied as text at a time.").arg(locale.toString(limit));
    models::NextStep step;
    step.text = tr("Select fewer rows, or save the recording: that takes every row.");
    explanation.steps = {step};
    faults->add(explanation);
}

void MainWindow::saveLayout()
{
    settings.setLayout(QStringLiteral("window"), saveGeometry());
    settings.setLayout(QStringLiteral("columns"), m_columns->saveState());
    settings.setLayout(QStringLiteral("right"), m_right->saveState());
    settings.setLayout(QStringLiteral("connections"), connections->saveColumns());
    settings.setLayout(QStringLiteral("recording"), views->saveLayout());
}

void MainWindow::restoreLayout()
{
    restoreGeometry(settings.layout(QStringLiteral("window")));
    m_columns->restoreState(settings.layout(QStringLiteral("columns")));
    m_right->restoreState(settings.layout(QStringLiteral("right")));
    connections->restoreColumns(settings.layout(QStringLiteral("connections")));
    views->restoreLayout(settings.layout(QStringLiteral("recording")));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    Q_EMIT closing();
    QMainWindow::closeEvent(event);
}

} // namespace app
