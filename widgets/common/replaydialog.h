#pragma once

#include "netcore/recording/record.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace widgets {

/// What the user wants to be played again.
struct ReplayWish
{
    bool asServer = false;
    netcore::Direction side = netcore::Direction::Out;
    QString endpoint;  // where to send, or where to listen
    double factor = 1; // of the recorded gaps; 0 without any
};

/// Asks what of a conversation to replay, to whom and when, and shows how far it is. Not modal.
///
/// Intent   startRequested(), stopRequested()
/// Thread   GUI thread
class ReplayDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ReplayDialog(QWidget *parent = nullptr);

    /// `title` names the conversation, safe to show; the two endpoints are offered. `client` is the side that
    /// connected then: it is what is sent, the other one is what answers.
    void offer(const QString &title, netcore::Direction client, const QString &target,
               const QString &listener);
    ReplayWish wish() const;
    /// While it runs only Stop can be used.
    void setRunning(bool running);
    void setStatus(const QString &sentence, bool isFault = false);

Q_SIGNALS:
    void startRequested();
    void stopRequested();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void build();
    void retranslate();
    void modeChanged();
    bool isServer() const;

    QLabel *m_title;
    QRadioButton *m_send;
    QRadioButton *m_answer;
    QLabel *m_sideLabel;
    QComboBox *m_side;
    QLabel *m_endpointLabel;
    QLineEdit *m_endpoint;
    QLabel *m_timingLabel;
    QComboBox *m_timing;
    QDoubleSpinBox *m_factor;
    QLabel *m_status;
    QPushButton *m_start;
    QPushButton *m_stop;
    QString m_name;
    netcore::Direction m_client = netcore::Direction::Out;
    QString m_target;
    QString m_listener;
    bool m_running = false;
};

} // namespace widgets
