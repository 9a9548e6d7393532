#pragma once

#include "netcore/recording/recordingwriter.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace widgets {

/// What the user may choose. Every change acts at once; nothing needs a restart.
struct Preferences
{
    QString language; // "" follows the system
    ColorScheme colorScheme = ColorScheme::System;
    int fontPoints = 0;      // 0: the system's size
    int recordingMiB = 4096; // bound of the recording
    netcore::AtBound atBound = netcore::AtBound::KeepNewest;
    int historySize = 50; // endpoints and payloads kept

    bool operator==(const Preferences &) const = default;
};

/// The settings, as a page inside the window.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPage(QWidget *parent = nullptr);
    Preferences preferences() const;
    void setPreferences(const Preferences &preferences); // does not signal

Q_SIGNALS:
    void preferencesChanged(const widgets::Preferences &preferences);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void enableBound();

    QLabel *m_labels[6] = {};
    QComboBox *m_language;
    QComboBox *m_scheme;
    QSpinBox *m_font;
    QSpinBox *m_bound;
    QComboBox *m_atBound;
    QSpinBox *m_history;
    bool m_filling = false;
};

} // namespace widgets
