#pragma once

#include <QtCore/QList>
#include <QtWidgets/QTreeWidget>

class QAction;

namespace widgets {

/// Every key of the window, made from its actions, and the keys inside the views.
class KeyboardHelp : public QTreeWidget
{
    Q_OBJECT

public:
    explicit KeyboardHelp(QWidget *parent = nullptr);
    void setActions(const QList<QAction *> &actions);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refill();
    QTreeWidgetItem *group(const QString &title);

    QList<QAction *> m_actions;
};

} // namespace widgets
