#pragma once

#include <QtWidgets/QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace widgets {

class CutBar;
class FieldsMenu;
class PayloadEdit;
class PayloadLibrary;
class RepeatBar;
class TargetBar;
class WirePreview;

/// The composer's parts and their places, without behaviour.
struct ComposerView
{
    explicit ComposerView(QWidget *owner);
    void retranslate();
    /// The frame box is there only where the target's session has a framing.
    void showFraming(const QString &framing);
    void showWireSize(qsizetype bytes, int writes);

    TargetBar *target;
    QComboBox *encoding;
    QComboBox *ending;
    FieldsMenu *fields;
    QCheckBox *frame;
    QPushButton *send;
    QLabel *textLabel;
    PayloadEdit *text;
    QLabel *hexLabel;
    PayloadEdit *hex;
    QToolButton *copy;
    QToolButton *history;
    QToolButton *library;
    PayloadLibrary *saved;
    QLabel *problem;
    QLabel *size;
    QWidget *wireBox;
    QLabel *wireLabel;
    WirePreview *wire;
    RepeatBar *repeat;
    CutBar *cut;
    QLabel *status;

private:
    void addTopRow(QVBoxLayout *column);
    void addEditors(QVBoxLayout *column, QWidget *owner);
    void addBottomRow(QVBoxLayout *column);
};

} // namespace widgets
