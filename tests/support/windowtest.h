#pragma once

#include "app/gui/mainwindow.h"
#include "app/gui/settings.h"
#include "app/gui/wiring.h"
#include "netcore/automation/responderfactory.h"
#include "widgets/common/language.h"
#include "widgets/common/settingspage.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <memory>

/// A test of the whole window: each case has its own, over its own engine, with settings that nobody else
/// reads, in English.
class WindowTest : public QObject
{
protected:
    void openWindow()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        netcore::EngineOptions options;
        options.makeResponder = netcore::makeResponder;
        auto engine = netcore::EngineHandle::create(options);
        QVERIFY(engine);
        m_engine = std::move(*engine);
        m_settings = std::make_unique<app::Settings>(m_folder->filePath(QStringLiteral("settings.ini")));
        m_language = std::make_unique<widgets::Language>();
        m_window = std::make_unique<app::MainWindow>(*m_engine, *m_settings, *m_language);
        app::wireWindow(*m_window);
        widgets::Preferences preferences;
        preferences.language = QStringLiteral("en");
        m_window->applyPreferences(preferences);
        m_window->show();
    }
    void closeWindow()
    {
        m_window.reset();
        m_language.reset();
        m_settings.reset();
        m_engine.reset();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<netcore::EngineHandle> m_engine;
    std::unique_ptr<app::Settings> m_settings;
    std::unique_ptr<widgets::Language> m_language;
    std::unique_ptr<app::MainWindow> m_window;
};
