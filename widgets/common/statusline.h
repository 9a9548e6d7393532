#pragma once

#include "netcore/session/snapshot.h"
#include "widgets/common/tintedbar.h"

class QPushButton;

namespace widgets {

/// The line at the bottom: what listens, how much is recorded, what the kernel dropped, what is kept. Above
/// it, while nothing can be recorded, a banner with Resume.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setSessions(const QList<netcore::SessionSnapshot> &sessions);
    void setRecording(const netcore::RecordingSnapshot &recording);
    void setAmount(quint64 records, quint64 bytes);
    QString bannerText() const;
    QString policyText() const { return m_policy->text(); }
    QString listeningText() const { return m_listening->text(); }

Q_SIGNALS:
    void resumeRecordingRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showPolicy();
    void showBanner();

    ElidedLabel *m_listening;
    QLabel *m_amount;
    QLabel *m_drops;
    QLabel *m_policy;
    TintedBar *m_banner;
    QLabel *m_bannerText;
    QPushButton *m_resume;
    QStringList m_open;
    quint64 m_kernelDrops = 0;
    quint64 m_records = 0;
    quint64 m_bytes = 0;
    netcore::RecordingSnapshot m_recording;
};

} // namespace widgets
