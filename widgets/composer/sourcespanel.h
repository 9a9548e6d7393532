#pragma once

#include "widgets/composer/fieldsources.h"

#include <QtCore/QHash>
#include <QtWidgets/QDialog>

class QLabel;
class QTableWidget;
class QToolButton;

namespace widgets {

/// The variables and captured values as a table that is edited in place; not modal.
///
/// Values in   show() with the sources, the session that is sent to, and what was captured last
/// Errors      a name or rule that cannot be is told with its place and not taken
/// Thread      GUI thread
class SourcesPanel : public QDialog
{
    Q_OBJECT

public:
    explicit SourcesPanel(QWidget *parent = nullptr);

    void setSources(const FieldSources &sources, const QString &session);
    void setCaptured(const QHash<QString, netcore::CapturedValue> &captured);

Q_SIGNALS:
    void changed(const widgets::FieldSources &sources);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Scope : int { OfWorkspace, OfSession, Captured };

    void retranslate();
    void fill();
    void addRow(Scope scope, const QString &name, const QString &value);
    void begin(Scope scope); // a new row, to be named
    void collect();
    QString problemOf(int row) const;
    QString scopeName(Scope scope) const;

    FieldSources m_sources;
    QString m_session;
    QHash<QString, netcore::CapturedValue> m_captured;
    QTableWidget *m_table;
    QLabel *m_problem;
    QToolButton *m_add;
    QToolButton *m_remove;
    QLabel *m_hint;
};

} // namespace widgets
