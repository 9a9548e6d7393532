#pragma once

#include "netcore/base/ids.h"
#include "netcore/recording/recordingstore.h"
#include "netcore/structure/structure.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <memory>
#include <optional>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace models {
class FrameScan;
class FramingChoices;
} // namespace models

namespace widgets {

class ByteHistoryView;
class ElidedLabel;
class FrameDiffView;
class FrameStatisticsPage;
class FramesTable;
class FramingField;
class Rulers;

/// The frames of one connection: which framing cuts them, both rulers, a table, and beside it statistics,
/// differences and the history of a byte.
///
/// Selection   a frame is one thing everywhere: table, rulers, strip; frameSelected() tells of it once
/// Thread      GUI thread; cutting and filtering run in a pool (models::FrameScan)
class FramesView : public QWidget
{
    Q_OBJECT

public:
    explicit FramesView(QWidget *parent = nullptr);
    ~FramesView() override;

    /// REQUIRES: the choices outlive the view.
    void setFramingChoices(models::FramingChoices *choices);
    models::FramingChoices *framingChoices() const { return m_choices; }
    void setRecording(const std::shared_ptr<const netcore::RecordingStore> &store);
    /// Whose frames; None asks to select one.
    void setConnection(netcore::ConnectionId connection);
    netcore::ConnectionId connection() const { return m_connection; }
    /// Rulers elsewhere (above the hex view) that show the same frames, while no Frames tab is in view.
    void setStrip(Rulers *strip);

    const models::FrameScan &scan() const { return *m_scan; }
    FramesTable *table() const { return m_table; }
    /// On the framing's line, at its end: where tools for the framing and the fields have their buttons.
    QHBoxLayout *buttonsLine() const { return m_buttons; }
    /// As if the person had entered it.
    void chooseFraming(const QString &spec);
    /// Its fields are columns, can be pinned, and the filter may ask for them; null: none.
    void setStructure(std::shared_ptr<const netcore::Structure> structure);

    std::optional<quint64> currentPosition() const { return m_current; }
    /// As if the person had chosen the frame.
    void selectPosition(quint64 position);
    /// Highlights the record's frames, without telling of it.
    void showRow(netcore::RowNumber row);
    /// Shows the history of "4 u16be", or of a field.
    void pin(const QString &place);
    void compare(quint64 left, quint64 right);

    QByteArray saveState() const;
    void restoreState(const QByteArray &state);

Q_SIGNALS:
    void frameSelected(quint64 position);
    void rowSelected(netcore::RowNumber row);
    void payloadRequested(const QByteArray &payload, netcore::ConnectionId connection);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *makeFramingLine();
    QWidget *makeSummaryLine();
    QWidget *makeTablePages();
    QWidget *makeSide();
    void openSide(QWidget *page);
    void shareWidth();
    void wire();
    void wireRulers(Rulers *rulers);
    void retranslate();
    void takeFraming();
    void takeFilter();
    void framesChanged(bool restarted);
    void showState();
    void showProgress();
    void showCurrent(std::optional<quint64> position);
    void compareWithBefore(quint64 position);
    void updateStrip();
    bool isRaw() const;

    models::FramingChoices *m_choices = nullptr;
    std::unique_ptr<models::FrameScan> m_scan;
    netcore::ConnectionId m_connection = netcore::ConnectionId::None;
    std::optional<quint64> m_current;
    std::optional<netcore::RowNumber> m_row;
    FramingField *m_framing;
    QComboBox *m_direction;
    QHBoxLayout *m_buttons;
    ElidedLabel *m_summary;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QLabel *m_filterLabel;
    QLineEdit *m_filter;
    QLabel *m_filterNote;
    Rulers *m_in;
    Rulers *m_out;
    Rulers *m_strip = nullptr;
    QStackedWidget *m_pages;
    FramesTable *m_table;
    QLabel *m_emptyText;
    QPushButton *m_choose;
    QTabWidget *m_side;
    QToolButton *m_sideButton;
    std::optional<bool> m_sideChosen; // by the person; until then it is there where it leaves room
    FrameStatisticsPage *m_statistics;
    FrameDiffView *m_diff;
    ByteHistoryView *m_history;
    QSplitter *m_splitter;
    QTimer m_watch; // of the progress
    QElapsedTimer m_behind;
    QTimer m_figures; // of the statistics: at most 5 times a second
    bool m_restarted = false;
};

} // namespace widgets
