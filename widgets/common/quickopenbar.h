#pragma once

#include "netcore/session/enginehandle.h"
#include "widgets/common/endpointcompletion.h"

#include <QtWidgets/QWidget>

class QCompleter;
class QHBoxLayout;
class QPushButton;
class QStringListModel;
class QToolButton;

namespace widgets {

class BindChoice;
class EndpointEdit;
class KindForm;
class PointingError;

/// The field that opens everything: an endpoint with history and completion, Connect, Listen, and a form for
/// the common kinds.
///
/// Intent   openRequested() once the text is a sound endpoint; one that binds beyond this machine only after
/// an
///          explicit choice, asked in place (faults row 66)
/// Errors   shown below the field, pointing at the character that is wrong
/// Thread   GUI thread
class QuickOpenBar : public QWidget
{
    Q_OBJECT

public:
    explicit QuickOpenBar(QWidget *parent = nullptr);

    QStringList history() const { return m_history; }
    void setHistory(const QStringList &history);
    void setHistorySize(int size);
    /// Puts a text into the field, for the user to change.
    void edit(const QString &text, qsizetype position = -1);
    /// As if typed and entered.
    void open(const netcore::SessionRequest &request, const QString &text);
    void openText(const QString &text, OpenAs as = OpenAs::Written);
    /// Where the program may put more of its own controls, on the same line.
    QHBoxLayout *line() const { return m_line; }

public Q_SLOTS:
    void focusField();
    void showForm();

Q_SIGNALS:
    void openRequested(const netcore::SessionRequest &request);
    void historyChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void offerCompletions(const QString &typed);
    void askOrOpen(const netcore::SessionRequest &request);
    void accept(const netcore::SessionRequest &request);

    QHBoxLayout *m_line;
    EndpointEdit *m_field;
    QCompleter *m_completer;
    QStringListModel *m_completions;
    QPushButton *m_connect;
    QPushButton *m_listen;
    QToolButton *m_kinds;
    PointingError *m_error;
    BindChoice *m_choice;
    KindForm *m_form;
    QStringList m_history;
    int m_historySize = 50;
};

} // namespace widgets
