#pragma once

#include "netcore/frames/bytehistory.h"
#include "widgets/models/framescan.h"

#include <QtCore/QThreadPool>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <memory>

class QLabel;
class QLineEdit;
class QSpinBox;

namespace widgets {

class HistoryPlot;
class VirtualTable;

/// A byte, number or field of the frames over time: pin its place, and its values in the last N shown frames
/// appear as a plot and a table.
///
/// Thread   GUI thread; the values are read in a pool thread, stale ones are dropped
class ByteHistoryView : public QWidget
{
    Q_OBJECT

public:
    /// REQUIRES: the scan outlives the view.
    explicit ByteHistoryView(const models::FrameScan &scan, QWidget *parent = nullptr);
    ~ByteHistoryView() override;

    void pin(const QString &place); // "4 u16be"
    /// For pinned fields; `paths` are offered while a place is typed.
    void setFields(netcore::FieldsOf fieldsOf, const QStringList &paths);
    void refresh(); // the frames have changed
    const std::vector<netcore::PinnedValue> &values() const { return m_values; }

Q_SIGNALS:
    void frameChosen(quint64 position);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    class Rows;
    void retranslate();
    void takePin();
    void read();
    void take(quint64 generation, const std::vector<netcore::PinnedValue> &values);
    void say(const QString &text, bool fault);
    void sayOfField(const QString &path);

    const models::FrameScan &m_scan;
    std::optional<netcore::FieldPin> m_pin;
    netcore::FieldsOf m_fieldsOf;
    QStringList m_paths; // of its fields; an item of an array as "items[]"
    std::vector<netcore::PinnedValue> m_values;
    QLabel *m_label;
    QLineEdit *m_field;
    QLabel *m_lastLabel;
    QSpinBox *m_last;
    QLabel *m_message;
    HistoryPlot *m_plot;
    std::unique_ptr<Rows> m_rows;
    VirtualTable *m_table;
    QTimer m_soon;
    bool m_reading = false;
    bool m_again = false;
    std::shared_ptr<std::atomic<quint64>> m_generation;
    QThreadPool m_pool; // last: goes first
};

} // namespace widgets
