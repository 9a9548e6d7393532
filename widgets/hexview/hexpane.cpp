#include "widgets/hexview/hexpane.h"

#include "widgets/common/theme.h"
#include "widgets/hexview/hexview.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace widgets {

namespace {

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

/// Hex digits in pairs; spaces, commas and colons between them are let through.
std::optional<QByteArray> parseHexNeedle(const QString &text)
{
    QByteArray digits;
    for (const QChar c : text) {
        if (c.isSpace() || c == QLatin1Char(',') || c == QLatin1Char(':'))
            continue;
        if (!QStringLiteral("0123456789abcdefABCDEF").contains(c))
            return std::nullopt;
        digits += char(c.unicode());
    }
    if (digits.isEmpty() || digits.size() % 2)
        return std::nullopt;
    return QByteArray::fromHex(digits);
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
    m_slice.setInterval(0);
    connect(&m_slice, &QTimer::timeout, this, &HexPane::stepSearch);
    connect(m_view, &HexView::findRequested, this, &HexPane::openFind);
    connect(m_view, &HexView::goToRequested, this, &HexPane::openGoTo);
    connect(m_view, &HexView::findAgainRequested, this, [this](bool forward) {
        findAgain(forward ? models::ByteFinder::Way::Forward : models::ByteFinder::Way::Backward);
    });
}

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
    m_label->setBuddy(m_field);
    m_form = new QComboBox(m_bar);
    m_form->addItems({tr("Text"), tr("Hex")});
    m_form->setAccessibleName(tr("Search for text or for hex bytes"));
    m_previous = makeButton(QStringLiteral("\u2191"), tr("Find previous"), m_bar);
    m_previous->setToolTip(tr("Find previous (Shift+F3)"));
    m_next = makeButton(QStringLiteral("\u2193"), tr("Find next"), m_bar);
    m_next->setToolTip(tr("Find next (F3)"));
    m_message = new QLabel(m_bar);
    m_message->setTextFormat(Qt::PlainText);
    auto *close = makeButton(QStringLiteral("\u2715"), tr("Close the search bar"), m_bar);
    close->setToolTip(tr("Close (Escape)"));
    for (QWidget *part : std::initializer_list<QWidget *>{m_label, m_form, m_field, m_previous, m_next})
        row->addWidget(part);
    row->addWidget(m_message);
    row->addStretch(1);
    row->addWidget(close);
    m_field->setMinimumWidth(160);
    connect(close, &QToolButton::clicked, this, &HexPane::closeBar);
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
    return m_bar;
}

void HexPane::setSource(std::shared_ptr<const models::ByteSource> source)
{
    stopSearch();
    m_source = source;
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
    m_field->setPlaceholderText(finding ? QString() : tr("0x1f40, 8000, +16, -0x10"));
    for (QWidget *part : std::initializer_list<QWidget *>{m_form, m_previous, m_next})
        part->setVisible(finding);
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
    if (event->key() == Qt::Key_Escape && m_bar->isVisible())
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

std::optional<QByteArray> HexPane::needle()
{
    const QString text = m_mode == BarMode::Find ? m_field->text() : m_findText;
    if (m_form->currentIndex() == 1)
        return parseHexNeedle(text);
    return text.isEmpty() ? std::nullopt : std::optional(text.toUtf8());
}

void HexPane::findAgain(models::ByteFinder::Way way)
{
    stopSearch();
    if (!m_source || m_source->size() == 0)
        return;
    const auto wanted = needle();
    if (!wanted) {
        if (!m_bar->isVisible() || m_mode != BarMode::Find)
            openFind();
        else
            say(m_form->currentIndex() == 1 ? tr("Hex digits in pairs, such as 0d 0a") : QString(), true);
        return;
    }
    const HexSelection &selection = m_view->selection();
    const bool forward = way == models::ByteFinder::Way::Forward;
    const bool fresh = selection.isEmpty() && selection.cursor() == 0 && forward;
    const quint64 from = selection.from() + (forward && !fresh ? 1 : 0);
    m_needleLength = wanted->size();
    m_finder = std::make_unique<models::ByteFinder>(*m_source, *wanted, from, way);
    say(tr("Searching…"), false);
    m_slice.start();
}

void HexPane::stepSearch()
{
    const models::ByteFinder::State state = m_finder->step();
    if (state != models::ByteFinder::State::Searching)
        endSearch(state == models::ByteFinder::State::Found);
}

void HexPane::endSearch(bool found)
{
    const std::unique_ptr<models::ByteFinder> finder = std::move(m_finder);
    m_slice.stop();
    if (found)
        m_view->selectRange(finder->found(), quint64(m_needleLength));
    say(found ? (finder->wrapped() ? tr("Went on from the other end") : QString()) : tr("Not found"), !found);
    Q_EMIT searchEnded(found);
}

void HexPane::stopSearch()
{
    m_slice.stop();
    m_finder.reset();
}

void HexPane::say(const QString &text, bool fault)
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, fault ? themeOf(palette()).fault : themeOf(palette()).dim);
    m_message->setPalette(colors);
    m_message->setText(text);
}

} // namespace widgets
