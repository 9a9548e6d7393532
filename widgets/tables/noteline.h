#pragma once

#include "netcore/base/ids.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace widgets {

/// A line inside the window to type one note for the recording; hidden until open().
///
/// Keys     Enter writes, Escape closes; what was typed stays until it is written
/// Limits   longest characters
/// Thread   GUI thread
class NoteLine : public QWidget
{
    Q_OBJECT

public:
    static constexpr int longest = 2000;

    explicit NoteLine(QWidget *parent = nullptr);

    /// None: a note that belongs to no connection.
    void open(netcore::ConnectionId connection);

Q_SIGNALS:
    void written(netcore::ConnectionId connection, const QString &text);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void write();
    void close();

    netcore::ConnectionId m_connection = netcore::ConnectionId::None;
    QLabel *m_label;
    QLineEdit *m_field;
    QPushButton *m_write;
};

} // namespace widgets
