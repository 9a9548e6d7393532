#pragma once

#include "netcore/exchange/recordingexport.h"

#include <QtWidgets/QDialog>

class QButtonGroup;
class QComboBox;
class QLabel;
class QPushButton;

namespace widgets {

/// What of the recording to export.
enum class ExportScope : quint8 { Selection, Connection, Shown, Everything };

/// Chooses a format and a part of the recording. Not modal: the window goes on.
///
/// Intent   exportRequested(); who gets it asks for the file
/// Thread   GUI thread
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ExportDialog(QWidget *parent = nullptr);

    /// What there is to choose. `rows` are selected; an empty text hides its choice; `connection` and `shown`
    /// say which ones, safe to show.
    void offer(quint64 rows, const QString &connection, const QString &shown, ExportScope chosen);
    ExportScope scope() const;
    netcore::ExportFormat format() const;
    netcore::Direction direction() const;
    void setFormat(netcore::ExportFormat format);
    /// What became of the last one.
    void setResult(const QString &sentence);

Q_SIGNALS:
    void exportRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void formatChanged();

    QLabel *m_what;
    QButtonGroup *m_scopes;
    QLabel *m_formatLabel;
    QComboBox *m_format;
    QLabel *m_directionLabel;
    QComboBox *m_direction;
    QLabel *m_warning;
    QLabel *m_result;
    QPushButton *m_export;
    QPushButton *m_close;
    quint64 m_rows = 0;
    QString m_connection;
    QString m_shown;
};

} // namespace widgets
