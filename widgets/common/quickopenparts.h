#pragma once

#include "netcore/session/enginehandle.h"
#include "widgets/common/tintedbar.h"

#include <QtWidgets/QLineEdit>

class QCheckBox;
class QComboBox;
class QPushButton;
class QSpinBox;

namespace widgets {

/// A line edit that can say where a character stands.
class EndpointEdit : public QLineEdit
{
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;
    /// Selects the character and gives the x of its middle, in this widget.
    int pointAt(qsizetype position);
};

/// What is wrong with a typed line, with a tip below the wrong character.
class PointingError : public TintedBar
{
    Q_OBJECT

public:
    explicit PointingError(QWidget *parent = nullptr);
    /// `x` is in this widget; below 0 there is no tip.
    void tell(const QString &sentence, int x);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text;
    int m_x = -1;
};

/// Asks in place whether something may be reachable from other machines; the safe answer comes first.
class BindChoice : public TintedBar
{
    Q_OBJECT

public:
    explicit BindChoice(QWidget *parent = nullptr);
    void ask(const netcore::SessionRequest &request);

Q_SIGNALS:
    void decided(const netcore::SessionRequest &request);

protected:
    void retranslate() override;

private:
    netcore::SessionRequest m_request;
    QLabel *m_text;
    QPushButton *m_loopback;
    QPushButton *m_network;
    QPushButton *m_cancel;
};

/// The small form of the common kinds, as a popup below its button.
class KindForm : public QFrame
{
    Q_OBJECT

public:
    explicit KindForm(QWidget *parent = nullptr);
    void popUp(const QPoint &globalTopRight);

Q_SIGNALS:
    void openRequested(const netcore::SessionRequest &request, const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void build();
    void showKind();
    netcore::Scheme scheme() const;
    QString specText() const;
    void updatePreview();
    void submit();

    QLabel *m_labels[7] = {};
    QComboBox *m_kind;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QLineEdit *m_path;
    QComboBox *m_responder;
    QComboBox *m_framing;
    QLineEdit *m_name;
    QCheckBox *m_reconnect;
    QLabel *m_preview;
    QPushButton *m_open;
};

/// Addresses of this machine that others may reach, for sentences; link-local and loopback left out.
QStringList reachableAddresses();

/// The responders that a session can have, as specs; the first is "none".
QStringList responderChoices();

} // namespace widgets
