#pragma once

#include <QtCore/QList>
#include <QtCore/QPointer>
#include <QtWidgets/QFrame>

#include <optional>

class QAction;
class QLineEdit;
class QListWidget;

namespace widgets {

/// How well a typed abbreviation fits a text: the letters in order, better where they begin words or stand
/// together; nothing where a letter is missing. Upper and lower case are the same.
std::optional<int> fuzzyScore(QStringView typed, QStringView text);

/// Every action of the window, found by a few letters.
///
/// Keys     arrows choose, Enter runs, Escape closes; clicking elsewhere closes
/// Thread   GUI thread
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *parent);

    /// Shows the enabled, visible actions with a text, over the top of its parent.
    void popUp(const QList<QAction *> &actions);
    QString chosenText() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void filter(const QString &typed);
    void runChosen();
    void retranslate();

    QLineEdit *m_field;
    QListWidget *m_list;
    QList<QPointer<QAction>> m_actions;
    QPointer<QWidget> m_focusBefore;
};

} // namespace widgets
