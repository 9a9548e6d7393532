#pragma once

#include "widgets/composer/payloaddetails.h"
#include "widgets/composer/payloadlibrary.h"

#include <QtGui/QDropEvent>
#include <QtWidgets/QTreeWidget>

#include <functional>

class QAction;
class QHBoxLayout;
class QLineEdit;
class QMenu;
class QPushButton;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace widgets {

constexpr int payloadRole = Qt::UserRole; // index in the list; absent for a folder

inline bool isFolder(const QTreeWidgetItem *item)
{
    return !item->data(0, payloadRole).isValid();
}

inline QString folderPath(const QTreeWidgetItem *item)
{
    QStringList parts;
    for (; item; item = item->parent()) {
        if (isFolder(item))
            parts.prepend(item->text(0));
    }
    return parts.join(QLatin1Char('/'));
}

/// Tells when the user has moved rows.
class PayloadTree : public QTreeWidget
{
public:
    using QTreeWidget::QTreeWidget;
    std::function<void()> dropped;

protected:
    void dropEvent(QDropEvent *event) override
    {
        QTreeWidget::dropEvent(event);
        dropped();
    }
};

/// The library's behaviour: payloadlibraryparts.cpp has its parts and their words, payloadlibrary.cpp what
/// happens to payloads.
class PayloadLibrary::Private
{
public:
    explicit Private(PayloadLibrary *library) : q(library) {}

    void build();
    void buildBar();
    void buildSendRow(QVBoxLayout *column);
    void addAction(QAction *&action, const QString &icon, const QString &name, void (Private::*run)());
    void addButton(QAction *action);
    void fillMenu(QMenu *menu);
    void search();
    bool showMatching(QTreeWidgetItem *item, const QString &words);
    void showSelection();
    void sendSelected();
    void describe();
    void import() { Q_EMIT q->importRequested(); }
    void rebuild();
    QTreeWidgetItem *folderItem(const QString &path);
    QTreeWidgetItem *addItem(QTreeWidgetItem *parent, const QString &text, const char *icon);
    void collect();
    void remove();
    void rename();
    void addFolder();
    void saveTyped() { Q_EMIT q->saveRequested(); }
    void load(const QTreeWidgetItem *item);
    QString freeName(const QString &name, const QString &folder) const;
    void retranslate();

    PayloadLibrary *q;
    PayloadTree *tree = nullptr;
    QLineEdit *find = nullptr;
    QHBoxLayout *bar = nullptr;
    QToolButton *more = nullptr;
    QWidget *sendRow = nullptr;
    QSpinBox *pause = nullptr;
    QPushButton *sendButton = nullptr;
    PayloadDetails *details = nullptr;
    QAction *detailsAction = nullptr;
    QAction *importAction = nullptr;
    QAction *saveAction = nullptr;
    QAction *folderAction = nullptr;
    QAction *renameAction = nullptr;
    QAction *removeAction = nullptr;
    QList<models::SavedPayload> payloads;
};

} // namespace widgets
