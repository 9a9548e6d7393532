#pragma once

#include "netcore/framing/framingguess.h"

#include <QtWidgets/QWidget>

#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace widgets {

/// Asks for the framing of a connection's bytes and shows the best five with what speaks for each; one click
/// chooses.
///
/// Out      guessRequested(), cancelled(), chosen(); it guesses nothing by itself
/// Thread   GUI thread
class GuessPanel : public QWidget
{
    Q_OBJECT

public:
    explicit GuessPanel(QWidget *parent = nullptr);

    /// Whether there is a connection to guess at.
    void setAvailable(bool available);
    /// As if the button had been pressed.
    void ask();
    void setProgress(double done); // 0 to 1
    void setGuesses(const std::vector<netcore::FramingGuess> &guesses);

Q_SIGNALS:
    void guessRequested();
    void cancelled();
    void chosen(const QString &spec);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void setRunning(bool running);

    QPushButton *m_guess;
    QPushButton *m_cancel;
    QProgressBar *m_progress;
    QLabel *m_note;
    QTreeWidget *m_list;
    std::vector<netcore::FramingGuess> m_guesses;
    bool m_available = false;
    bool m_asked = false;
};

} // namespace widgets
