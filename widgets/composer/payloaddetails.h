#pragma once

#include "widgets/models/savedpayload.h"

#include <QtWidgets/QDialog>

class QFormLayout;
class QLabel;
class QLineEdit;

namespace widgets {

/// A saved payload's description, tags and session, as a small form; not modal.
///
/// Thread   GUI thread
class PayloadDetails : public QDialog
{
    Q_OBJECT

public:
    explicit PayloadDetails(QWidget *parent = nullptr);

    void edit(qsizetype index, const models::SavedPayload &payload);

Q_SIGNALS:
    void described(qsizetype index, const models::SavedPayload &payload);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void take();

    qsizetype m_index = 0;
    models::SavedPayload m_payload;
    QFormLayout *m_form;
    QLineEdit *m_description;
    QLineEdit *m_tags;
    QLineEdit *m_target;
    QLabel *m_problem;
};

} // namespace widgets
