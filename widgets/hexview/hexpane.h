#pragma once

#include "widgets/models/bytefinder.h"

#include <QtCore/QThreadPool>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <memory>
#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace widgets {

class HexView;

/// What a person typed as an offset: `1f40h`/`0x1f40` hex, `8000` decimal, `+16`, `-0x10` from `current`.
std::optional<quint64> parseOffset(const QString &text, quint64 current, quint64 size);

/// A hex view with its find and go-to bar.
///
/// Keys     Ctrl+F find, F3 / Shift+F3 next and previous, Ctrl+G go to, Escape cancels a search, closes the
/// bar Finds    text, hex, a regular expression, a value of a type; in these bytes, or in the whole recording
///          where somebody answers recordingSearchRequested
/// Limits   bytes are searched in slices of ByteFinder::stepBytes between events; expressions in a pool, and
///          one that takes too long is given up and told (faults row 7). Past 0.3 s there is a Cancel
/// Thread   GUI thread
class HexPane : public QWidget
{
    Q_OBJECT

public:
    explicit HexPane(QWidget *parent = nullptr);
    ~HexPane() override;

    HexView *view() const { return m_view; }
    void setSource(std::shared_ptr<const models::ByteSource> source);
    /// Offers the search through the whole recording, and makes it the choice.
    void offerRecordingSearch();

    void openFind();
    void openGoTo();
    void closeBar();
    /// Goes on from the cursor to the next or previous match of the find field.
    void findAgain(models::ByteFinder::Way way);

    // Answers to recordingSearchRequested.
    void recordingSearched(bool found, bool wrapped, bool gaveUp);
    void recordingSearchProgressed(quint64 done, quint64 total);

Q_SIGNALS:
    void searchEnded(bool found);
    /// The next place begins at `from` in the shown bytes, or later; backward: before `from`.
    void recordingSearchRequested(const netcore::BytePattern &pattern, quint64 from, bool forward);
    void recordingSearchCancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class BarMode : quint8 { Find, GoTo };

    QWidget *makeBar();
    void wireBar(QToolButton *close);
    void openBar(BarMode mode);
    void applyGoTo();
    void showFormHint();
    std::optional<netcore::BytePattern> wantedPattern();
    bool searchesRecording() const;
    void stepSearch();
    void stepInPool();
    void endSearch(bool found);
    void stopSearch();
    void cancelSearch();
    void tellEnd(bool found, bool wrapped, bool gaveUp);
    void say(const QString &text, bool fault);

    HexView *m_view;
    QWidget *m_bar = nullptr;
    QLabel *m_label = nullptr;
    QLineEdit *m_field = nullptr;
    QComboBox *m_form = nullptr;
    QComboBox *m_scope = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    QToolButton *m_cancel = nullptr;
    QLabel *m_message = nullptr;
    BarMode m_mode = BarMode::Find;
    QString m_findText;
    std::shared_ptr<const models::ByteSource> m_source;
    std::unique_ptr<models::ByteFinder> m_finder;
    bool m_recordingOffered = false;
    bool m_searchingRecording = false;
    quint64 m_generation = 0; // of the search: a pool's answer to an older one is dropped
    QTimer m_slice;
    QTimer m_offerCancel;
    QThreadPool m_pool; // last: goes first
};

} // namespace widgets
