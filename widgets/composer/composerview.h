#pragma once

#include <QtWidgets/QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace widgets {

class PayloadEdit;
class PayloadLibrary;
class RepeatBar;
class TargetBar;

/// The composer's parts and their places, without behaviour.
struct ComposerView
{
    explicit ComposerView(QWidget *owner);
    void retranslate();
    /// The frame box is there only where the target's session has a framing.
    void showFraming(const QString &framing);

    TargetBar *target;
    QComboBox *encoding;
    QComboBox *ending;
    QCheckBox *frame;
    QPushButton *send;
    QLabel *textLabel;
    PayloadEdit *text;
    QLabel *hexLabel;
    PayloadEdit *hex;
    QToolButton *history;
    QToolButton *library;
    PayloadLibrary *saved;
    QLabel *problem;
    QLabel *size;
    RepeatBar *repeat;
    QLabel *status;

private:
    void addTopRow(QVBoxLayout *column);
    void addEditors(QVBoxLayout *column, QWidget *owner);
    void addBottomRow(QVBoxLayout *column);
};

} // namespace widgets
