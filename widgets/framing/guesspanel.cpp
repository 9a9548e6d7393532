#include "widgets/framing/guesspanel.h"

#include "widgets/common/theme.h"
#include "widgets/models/guesstext.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QEvent>
#include <QtCore/QSize>
#include <QtGui/QFontMetrics>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace widgets {

namespace {

enum GuessColumn : int { SpecColumn, WhyColumn, PreviewColumn };
constexpr int specRole = Qt::UserRole;

QString previewText(const netcore::FramingGuess &guess)
{
    QStringList frames;
    for (std::size_t i = 0; i < guess.preview.size() && i < 3; ++i)
        frames << models::plain(guess.preview[i].begin, 24);
    return frames.join(QStringLiteral(" │ "));
}

constexpr int leastSpec = 44 * metrics::grid;
constexpr int mostSpec = 90 * metrics::grid;

} // namespace

GuessPanel::GuessPanel(QWidget *parent)
    : QWidget(parent)
    , m_guess(new QPushButton(this))
    , m_cancel(new QPushButton(this))
    , m_progress(new QProgressBar(this))
    , m_note(new QLabel(this))
    , m_list(new QTreeWidget(this))
{
    m_guess->setObjectName(QStringLiteral("guessFraming"));
    m_list->setObjectName(QStringLiteral("guesses"));
    m_list->setColumnCount(3);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->resizeSection(SpecColumn, leastSpec);
    m_list->header()->resizeSection(WhyColumn, 120 * metrics::grid);
    m_note->setTextFormat(Qt::PlainText);
    m_progress->setRange(0, 100);
    m_progress->setMaximumWidth(40 * metrics::grid);
    auto *line = new QHBoxLayout;
    line->addWidget(m_guess);
    line->addWidget(m_progress);
    line->addWidget(m_cancel);
    line->addWidget(m_note, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::gap, metrics::grid, metrics::gap, metrics::grid);
    column->setSpacing(metrics::grid);
    column->addLayout(line);
    column->addWidget(m_list, 1);
    connect(m_guess, &QPushButton::clicked, this, &GuessPanel::ask);
    connect(m_cancel, &QPushButton::clicked, this, &GuessPanel::cancelled);
    connect(m_list, &QTreeWidget::itemClicked, this,
            [this](QTreeWidgetItem *item) { Q_EMIT chosen(item->data(SpecColumn, specRole).toString()); });
    connect(m_list, &QTreeWidget::itemActivated, this,
            [this](QTreeWidgetItem *item) { Q_EMIT chosen(item->data(SpecColumn, specRole).toString()); });
    setRunning(false);
    retranslate();
}

void GuessPanel::ask()
{
    setRunning(true);
    Q_EMIT guessRequested();
}

void GuessPanel::retranslate()
{
    m_guess->setText(tr("Guess again"));
    m_guess->setToolTip(tr("Tries every framing on the first 256 KiB of the connection"));
    m_cancel->setText(tr("Cancel"));
    m_list->setHeaderLabels({tr("Framing"), tr("What speaks for it"), tr("First frames")});
    m_list->setAccessibleName(tr("Guessed framings, the best first"));
    if (!m_available)
        m_note->setText(tr("Select a connection whose bytes are to be cut into frames."));
    else if (m_asked && m_guesses.empty())
        m_note->setText(tr("No framing fits these bytes."));
    else
        m_note->setText(m_guesses.empty() ? QString() : tr("Click one to choose it."));
}

void GuessPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setGuesses(std::vector<netcore::FramingGuess>(m_guesses));
        retranslate();
    }
}

void GuessPanel::setRunning(bool running)
{
    m_guess->setEnabled(m_available && !running);
    m_progress->setVisible(running);
    m_progress->setValue(0);
    m_cancel->setVisible(running);
}

void GuessPanel::setAvailable(bool available)
{
    m_available = available;
    m_asked = false;
    m_guesses.clear();
    m_list->clear();
    setRunning(false);
    retranslate();
}

void GuessPanel::setProgress(double done)
{
    m_progress->setValue(int(done * 100));
}

void GuessPanel::setGuesses(const std::vector<netcore::FramingGuess> &guesses)
{
    m_guesses = guesses;
    m_asked = true;
    setRunning(false);
    m_list->clear();
    for (const netcore::FramingGuess &guess : m_guesses) {
        auto *item =
            new QTreeWidgetItem(m_list, {guess.spec, models::guessReason(guess), previewText(guess)});
        item->setData(SpecColumn, specRole, guess.spec);
        item->setSizeHint(SpecColumn, QSize(0, metrics::rowHeight(font())));
        item->setFont(SpecColumn, fixedFont(font()));
        item->setFont(PreviewColumn, fixedFont(font()));
        item->setToolTip(WhyColumn, models::plainForToolTip(models::guessReason(guess)));
    }
    int widest = leastSpec;
    for (const netcore::FramingGuess &guess : m_guesses)
        widest = std::max(widest, QFontMetrics(fixedFont(font())).horizontalAdvance(guess.spec));
    m_list->header()->resizeSection(SpecColumn, std::min(widest + 2 * metrics::gap, mostSpec));
    retranslate();
}

} // namespace widgets
