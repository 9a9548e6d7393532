#pragma once

#include "widgets/composer/composetarget.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace widgets {

/// Chooses where to send. A target that has ended stays chosen, marked as ended, until the user chooses
/// another: what is typed never goes somewhere else by itself. Only a client's next connection takes the
/// place of its last one.
///
/// Thread   GUI thread
class TargetBar : public QWidget
{
    Q_OBJECT

public:
    explicit TargetBar(QWidget *parent = nullptr);

    /// `unlisted`: so many more connections are not among them.
    void setTargets(const QList<ComposeTarget> &targets, qsizetype unlisted);
    void choose(const ComposeTarget &wanted);
    /// One of the unlisted, whole.
    void chooseUnlisted(const ComposeTarget &target);
    const QList<ComposeTarget> &targets() const { return m_targets; }
    const ComposeTarget &current() const { return m_current; }
    bool canSend() const; // it is live, and a UDP address is typed where one is needed
    /// "leaves 127.0.0.1:51544 → 127.0.0.1:9000", or what is missing.
    QString hint() const;
    void retranslate();

Q_SIGNALS:
    void changed();

private:
    void rebuild();
    void tellUnlisted();
    void takeIndex(int index);
    void adopt(const ComposeTarget &target);
    bool isGone() const;
    QString labelOf(const ComposeTarget &target) const;

    QLabel *m_label;
    QComboBox *m_box;
    QLineEdit *m_address;
    QList<ComposeTarget> m_targets;
    qsizetype m_unlisted = 0;
    QList<qsizetype> m_listed; // which of them the box shows, in its order
    ComposeTarget m_current;
};

} // namespace widgets
