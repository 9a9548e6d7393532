#pragma once

#include "widgets/models/bytefinder.h"

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
/// Keys     Ctrl+F find, F3 / Shift+F3 next and previous, Ctrl+G go to, Escape closes the bar
/// Limits   the search runs in slices of ByteFinder::stepBytes between events and can be cancelled
/// Thread   GUI thread
class HexPane : public QWidget
{
    Q_OBJECT

public:
    explicit HexPane(QWidget *parent = nullptr);

    HexView *view() const { return m_view; }
    void setSource(std::shared_ptr<const models::ByteSource> source);

    void openFind();
    void openGoTo();
    void closeBar();
    /// Goes on from the cursor to the next or previous match of the find field.
    void findAgain(models::ByteFinder::Way way);

Q_SIGNALS:
    void searchEnded(bool found);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class BarMode : quint8 { Find, GoTo };

    QWidget *makeBar();
    void openBar(BarMode mode);
    void applyGoTo();
    void stepSearch();
    void endSearch(bool found);
    void stopSearch();
    void say(const QString &text, bool fault);
    std::optional<QByteArray> needle();

    HexView *m_view;
    QWidget *m_bar = nullptr;
    QLabel *m_label = nullptr;
    QLineEdit *m_field = nullptr;
    QComboBox *m_form = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    QLabel *m_message = nullptr;
    BarMode m_mode = BarMode::Find;
    QString m_findText;
    std::shared_ptr<const models::ByteSource> m_source;
    std::unique_ptr<models::ByteFinder> m_finder;
    qsizetype m_needleLength = 0;
    QTimer m_slice;
};

} // namespace widgets
