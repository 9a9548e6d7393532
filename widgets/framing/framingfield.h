#pragma once

#include "netcore/base/neterror.h"

#include <QtWidgets/QWidget>

class QLabel;

namespace widgets {

class EndpointEdit;
class PointingError;

/// Where a person writes the framing: with completion from what there is, and what is wrong below the
/// character.
///
/// Intent   specEntered() when Return is pressed or a completion is taken
/// Thread   GUI thread
class FramingField : public QWidget
{
    Q_OBJECT

public:
    explicit FramingField(QWidget *parent = nullptr);

    QString text() const;
    /// What is in use; replaces what was typed.
    void setSpec(const QString &spec);
    void tell(const netcore::NetError &error);
    void clearError();
    EndpointEdit *edit() const { return m_edit; }
    /// For the layout of the view: stands below the line, over its whole width.
    PointingError *errorBar() const { return m_error; }
    /// Puts the cursor there and offers everything there is.
    void offerAll();

Q_SIGNALS:
    void specEntered(const QString &spec);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLabel *m_label;
    EndpointEdit *m_edit;
    PointingError *m_error;
};

} // namespace widgets
