#include "widgets/hexview/hexpane.h"

#include "widgets/common/theme.h"
#include "widgets/hexview/hexview.h"
#include "widgets/models/findtext.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace widgets {

namespace {

constexpr int offerCancelMs = 300;

std::optional<quint64> parseNumber(QString text)
{
    bool ok = false;
    quint64 value = 0;
    if (text.startsWith(QLatin1String("0x"), Qt::CaseInsensitive))
        value = text.mid(2).toULongLong(&ok, 16);
    else if (text.endsWith(QLatin1Char('h'), Qt::CaseInsensitive))
        value = text.chopped(1).toULongLong(&ok, 16);
    else
        value = text.toULongLong(&ok, 10);
    return ok ? std::optional(value) : std::nullopt;
}

QToolButton *makeButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    return button;
}

} // namespace

std::optional<quint64> parseOffset(const QString &text, quint64 current, quint64 size)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || size == 0)
        return std::nullopt;
    const bool forward = trimmed.startsWith(QLatin1Char('+'));
    const bool backward = trimmed.startsWith(QLatin1Char('-'));
    const std::optional<quint64> number = parseNumber(forward || backward ? trimmed.mid(1) : trimmed);
    if (!number)
        return std::nullopt;
    if (backward)
        return *number <= current ? std::optional(current - *number) : std::nullopt;
    if (*number >= size || (forward && *number >= size - current))
        return std::nullopt;
    return forward ? current + *number : *number;
}

HexPane::HexPane(QWidget *parent) : QWidget(parent), m_view(new HexView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view);
    layout->addWidget(makeBar());
    m_bar->hide();
    setFocusProxy(m_view);
    m_pool.setMaxThreadCount(1);
    m_slice.setInterval(0);
    m_offerCancel.setSingleShot(true);
    m_offerCancel.setInterval(offerCancelMs);
    connect(&m_slice, &QTimer::timeout, this, &HexPane::stepSearch);
    connect(&m_offerCancel, &QTimer::timeout, m_cancel, &QWidget::show);
    connect(m_view, &HexView::findRequested, this, &HexPane::openFind);
    connect(m_view, &HexView::goToRequested, this, &HexPane::openGoTo);
    connect(m_view, &HexView::findAgainRequested, this, [this](bool forward) {
        findAgain(forward ? models::ByteFinder::Way::Forward : models::ByteFinder::Way::Backward);
    });
}

HexPane::~HexPane() = default;

QWidget *HexPane::makeBar()
{
    m_bar = new QWidget(this);
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(metrics::gap, metrics::grid, metrics::grid, metrics::grid);
    row->setSpacing(metrics::grid);
    m_label = new QLabel(m_bar);
    m_field = new QLineEdit(m_bar);
    m_field->setClearButtonEnabled(true);
    m_field->setMaxLength(4096);
    m_field->setMinimumWidth(160);
    m_label->setBuddy(m_field);
    m_form = new QComboBox(m_bar);
    m_form->addItems({tr("Text"), tr("Hex"), tr("Expression"), tr("Value")});
    m_form->setAccessibleName(tr("How the field is meant: text, hex bytes, a regular expression or a value"));
    m_scope = new QComboBox(m_bar);
    m_scope->addItems({tr("in these bytes"), tr("in the recording")});
    m_scope->setAccessibleName(tr("Where to search"));
    m_scope->hide();
    m_previous = makeButton(QStringLiteral("\u2191"), tr("Find previous"), m_bar);
    m_previous->setToolTip(tr("Find previous (Shift+F3)"));
    m_next = makeButton(QStringLiteral("\u2193"), tr("Find next"), m_bar);
    m_next->setToolTip(tr("Find next (F3)"));
    m_message = new QLabel(m_bar);
    m_message->setTextFormat(Qt::PlainText);
    m_cancel = makeButton(tr("Cancel"), tr("Cancel the search"), m_bar);
    m_cancel->hide();
    auto *close = makeButton(QStringLiteral("\u2715"), tr("Close the search bar"), m_bar);
    close->setToolTip(tr("Close (Escape)"));
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_label, m_form, m_field, m_scope, m_previous, m_next})
        row->addWidget(part);
    row->addWidget(m_message);
    row->addWidget(m_cancel);
    row->addStretch(1);
    row->addWidget(close);
    wireBar(close);
    return m_bar;
}

void HexPane::wireBar(QToolButton *close)
{
    connect(close, &QToolButton::clicked, this, &HexPane::closeBar);
    connect(m_cancel, &QToolButton::clicked, this, &HexPane::cancelSearch);
    connect(m_next, &QToolButton::clicked, this, [this] { findAgain(models::ByteFinder::Way::Forward); });
    connect(m_previous, &QToolButton::clicked, this,
            [this] { findAgain(models::ByteFinder::Way::Backward); });
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        if (m_mode == BarMode::GoTo)
            applyGoTo();
        else
            findAgain(models::ByteFinder::Way::Forward);
    });
    connect(m_field, &QLineEdit::textChanged, this, [this] { say({}, false); });
    connect(m_form, &QComboBox::currentIndexChanged, this, [this] {
        say({}, false);
        showFormHint();
    });
}

void HexPane::offerRecordingSearch()
{
    m_recordingOffered = true;
    m_scope->setCurrentIndex(1);
    m_scope->setVisible(m_mode == BarMode::Find);
}

bool HexPane::searchesRecording() const
{
    return m_recordingOffered && m_scope->currentIndex() == 1;
}

void HexPane::showFormHint()
{
    const char *hints[] = {"", "0d 0a", "[0-9]+\\r\\n", "u16be = 502, f32le = 1.5"};
    m_field->setPlaceholderText(QString::fromLatin1(hints[m_form->currentIndex()]));
}

void HexPane::setSource(std::shared_ptr<const models::ByteSource> source)
{
    if (!m_searchingRecording)
        stopSearch();
    m_finder.reset();
    m_source = source;
    if (!m_searchingRecording)
        say({}, false);
    m_view->setSource(std::move(source));
}

void HexPane::openFind()
{
    openBar(BarMode::Find);
}

void HexPane::openGoTo()
{
    openBar(BarMode::GoTo);
}

void HexPane::openBar(BarMode mode)
{
    if (m_mode == BarMode::Find)
        m_findText = m_field->text();
    m_mode = mode;
    const bool finding = mode == BarMode::Find;
    m_label->setText(finding ? tr("&Find:") : tr("&Go to offset:"));
    m_field->setText(finding ? m_findText : QString());
    m_field->setAccessibleName(finding ? tr("Bytes to find") : tr("Offset to go to"));
    if (finding)
        showFormHint();
    else
        m_field->setPlaceholderText(tr("0x1f40, 8000, +16, -0x10"));
    for (QWidget *part : std::initializer_list<QWidget *>{m_form, m_previous, m_next})
        part->setVisible(finding);
    m_scope->setVisible(finding && m_recordingOffered);
    say({}, false);
    m_bar->show();
    m_field->selectAll();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void HexPane::closeBar()
{
    stopSearch();
    if (m_mode == BarMode::Find)
        m_findText = m_field->text();
    m_bar->hide();
    m_view->setFocus(Qt::OtherFocusReason);
}

void HexPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && (m_finder || m_searchingRecording))
        cancelSearch();
    else if (event->key() == Qt::Key_Escape && m_bar->isVisible())
        closeBar();
    else if (event->key() == Qt::Key_F3 && m_bar->isVisible())
        findAgain(event->modifiers().testFlag(Qt::ShiftModifier) ? models::ByteFinder::Way::Backward
                                                                 : models::ByteFinder::Way::Forward);
    else
        QWidget::keyPressEvent(event);
}

void HexPane::applyGoTo()
{
    const HexSelection &selection = m_view->selection();
    if (const auto offset = parseOffset(m_field->text(), selection.cursor(), selection.size())) {
        m_view->goTo(*offset);
        closeBar();
    } else if (selection.size() == 0) {
        say(tr("There are no bytes"), true);
    } else {
        say(tr("Not an offset between 0 and 0x%1").arg(QString::number(selection.size() - 1, 16)), true);
    }
}

/// What the field asks for; where that is nothing, opens the bar or says what is wrong.
std::optional<netcore::BytePattern> HexPane::wantedPattern()
{
    const QString text = m_mode == BarMode::Find ? m_field->text() : m_findText;
    const auto pattern = models::findPatternOf(text, models::FindForm(m_form->currentIndex()));
    if (pattern)
        return *pattern;
    if (!m_bar->isVisible() || m_mode != BarMode::Find)
        openFind();
    else
        say(QCoreApplication::translate("netcore", pattern.error().reason), true);
    return std::nullopt;
}

void HexPane::findAgain(models::ByteFinder::Way way)
{
    stopSearch();
    const bool forward = way == models::ByteFinder::Way::Forward;
    const bool nothing = !m_source || m_source->size() == 0;
    if (nothing && !searchesRecording())
        return;
    const auto wanted = wantedPattern();
    if (!wanted)
        return;
    const HexSelection &selection = m_view->selection();
    const bool fresh = selection.isEmpty() && selection.cursor() == 0 && forward;
    const quint64 from = nothing ? 0 : selection.from() + (forward && !fresh ? 1 : 0);
    say(tr("Searching…"), false);
    m_offerCancel.start();
    if (searchesRecording()) {
        m_searchingRecording = true;
        Q_EMIT recordingSearchRequested(*wanted, from, forward);
        return;
    }
    m_finder = std::make_unique<models::ByteFinder>(*m_source, *wanted, from, way);
    m_slice.start();
}

void HexPane::stepSearch()
{
    if (m_finder->pattern().isExpression()) {
        stepInPool();
        return;
    }
    const models::ByteFinder::State state = m_finder->step();
    if (state != models::ByteFinder::State::Searching)
        endSearch(state == models::ByteFinder::State::Found);
}

/// An expression may take its time: the bytes are read here, and looked at there.
void HexPane::stepInPool()
{
    m_slice.stop();
    const models::ByteFinder::Piece piece = m_finder->nextPiece();
    if (m_finder->state() != models::ByteFinder::State::Searching) {
        endSearch(false);
        return;
    }
    m_pool.start([this, piece, pattern = m_finder->pattern(), mine = m_generation] {
        const auto match = models::ByteFinder::matchIn(pattern, piece);
        const auto take = [this, piece, match, mine] {
            if (mine != m_generation || !m_finder)
                return;
            if (m_finder->take(piece, match) == models::ByteFinder::State::Found)
                endSearch(true);
            else
                m_slice.start();
        };
        QMetaObject::invokeMethod(this, take, Qt::QueuedConnection);
    });
}

void HexPane::endSearch(bool found)
{
    const std::unique_ptr<models::ByteFinder> finder = std::move(m_finder);
    stopSearch();
    if (found)
        m_view->selectRange(finder->found(), finder->foundLength());
    tellEnd(found, finder->wrapped(), finder->gaveUp());
}

void HexPane::recordingSearched(bool found, bool wrapped, bool gaveUp)
{
    stopSearch();
    tellEnd(found, wrapped, gaveUp);
}

void HexPane::recordingSearchProgressed(quint64 done, quint64 total)
{
    if (m_searchingRecording && total > 0 && m_cancel->isVisible())
        say(tr("Searching… %1 %").arg(100 * done / total), false);
}

void HexPane::tellEnd(bool found, bool wrapped, bool gaveUp)
{
    if (found)
        say(wrapped ? tr("Went on from the other end") : QString(), false);
    else if (gaveUp)
        say(tr("Not found, but the expression was too much for some of the bytes"), true);
    else
        say(tr("Not found"), true);
    Q_EMIT searchEnded(found);
}

/// In silence: the one who ends it says why.
void HexPane::stopSearch()
{
    ++m_generation;
    m_slice.stop();
    m_offerCancel.stop();
    m_cancel->hide();
    m_finder.reset();
    if (m_searchingRecording) {
        m_searchingRecording = false;
        Q_EMIT recordingSearchCancelled();
    }
}

void HexPane::cancelSearch()
{
    stopSearch();
    say(tr("Cancelled"), false);
    Q_EMIT searchEnded(false);
}

void HexPane::say(const QString &text, bool fault)
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, fault ? themeOf(palette()).fault : themeOf(palette()).dim);
    m_message->setPalette(colors);
    m_message->setText(text);
}

} // namespace widgets
