#pragma once

#include "widgets/common/tintedbar.h"
#include "widgets/models/errorcoach.h"

class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace widgets {

/// Explanations of what was refused, inside the window: the newest in front, the others behind it.
///
/// Intent   every action of an explanation is a signal; nothing is done here
/// Limits   keeps the newest `kept`; the same failure again counts up instead of stacking
/// Thread   GUI thread
class FaultPanel : public TintedBar
{
    Q_OBJECT

public:
    static constexpr qsizetype kept = 50;
    explicit FaultPanel(QWidget *parent = nullptr);

    void add(const models::Explanation &explanation);
    qsizetype count() const { return m_entries.size(); }
    /// What is in front; nothing while the panel is empty.
    const models::Explanation *current() const;
    /// Drops what has been said of a session, for example because it is open now.
    void forget(netcore::SessionId session);

public Q_SLOTS:
    void dismiss(); // the one in front

Q_SIGNALS:
    void openInsteadRequested(netcore::SessionId session, const QString &spec);
    void editRequested(const QString &text, qsizetype position);
    void retryRequested(netcore::SessionId session);
    void resumeRecordingRequested();

protected:
    void retranslate() override;

private:
    struct Entry
    {
        models::Explanation explanation;
        int times = 1;
    };
    void turn(int by);
    void showCurrent();
    void showSteps(const models::Explanation &explanation);
    void act(const models::NextStep &step);

    QList<Entry> m_entries;
    qsizetype m_shown = 0;
    QLabel *m_title;
    QLabel *m_cause;
    QLabel *m_counter;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_dismiss;
    QVBoxLayout *m_steps;
};

} // namespace widgets
