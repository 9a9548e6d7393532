#pragma once

#include "netcore/payload/pieces.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace widgets {

/// "Cut [at offsets] [3,7] pause [20 ms]": how each payload is cut into writes.
///
/// Thread   GUI thread
class CutBar : public QWidget
{
    Q_OBJECT

public:
    explicit CutBar(QWidget *parent = nullptr);

    /// Refused while what is typed as offsets cannot be read.
    netcore::Result<netcore::CutPlan> plan() const;
    void setPlan(const netcore::CutPlan &plan);
    /// One more offset, as the cursor gave it; the kind becomes At.
    void addOffset(qint64 offset);
    void retranslate();

Q_SIGNALS:
    void changed();
    void cursorRequested(); // the owner answers with addOffset()

private:
    netcore::CutPlan::Kind kind() const;
    void showKind();

    QLabel *m_label;
    QComboBox *m_kind;
    QLineEdit *m_offsets;
    QToolButton *m_atCursor;
    QSpinBox *m_seed;
    QLabel *m_pause;
    QSpinBox *m_gap;
};

} // namespace widgets
