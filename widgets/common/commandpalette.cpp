#include "widgets/common/commandpalette.h"

#include "widgets/common/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

namespace widgets {

namespace {

QString titleOf(const QAction &action)
{
    return action.text().remove(u'&');
}

QString lineOf(const QAction &action)
{
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? titleOf(action) : QStringLiteral("%1    [%2]").arg(titleOf(action), keys);
}

} // namespace

std::optional<int> fuzzyScore(QStringView typed, QStringView text)
{
    int score = 0;
    qsizetype at = 0;
    qsizetype previous = -2;
    for (const QChar letter : typed) {
        if (letter.isSpace())
            continue;
        while (at < text.size() && text[at].toCaseFolded() != letter.toCaseFolded())
            ++at;
        if (at == text.size())
            return std::nullopt;
        const bool beginsWord = at == 0 || !text[at - 1].isLetterOrNumber();
        score += (beginsWord ? 8 : 1) + (at == previous + 1 ? 5 : 0);
        previous = at++;
    }
    return score * 100 - int(std::min<qsizetype>(text.size(), 99));
}

CommandPalette::CommandPalette(QWidget *parent)
    : QFrame(parent), m_field(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
    layout->setSpacing(metrics::grid);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runChosen);
    retranslate();
    hide();
}

void CommandPalette::retranslate()
{
    m_field->setPlaceholderText(tr("Type a few letters of a command"));
    m_field->setAccessibleName(tr("Command"));
}

void CommandPalette::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void CommandPalette::popUp(const QList<QAction *> &actions)
{
    m_actions.clear();
    for (QAction *action : actions)
        if (action->isEnabled() && action->isVisible() && !action->isSeparator() && !action->text().isEmpty())
            m_actions << action;
    m_focusBefore = window()->focusWidget();
    m_field->clear();
    filter({});
    const int width = std::min(560, parentWidget()->width() - 40);
    setGeometry((parentWidget()->width() - width) / 2, 48, width,
                std::min(420, parentWidget()->height() - 96));
    raise();
    show();
    m_field->setFocus();
}

void CommandPalette::filter(const QString &typed)
{
    std::vector<std::pair<int, QAction *>> fitting;
    for (const QPointer<QAction> &action : std::as_const(m_actions))
        if (action)
            if (const auto score = fuzzyScore(typed, titleOf(*action)))
                fitting.emplace_back(typed.isEmpty() ? 0 : *score, action.data());
    std::stable_sort(fitting.begin(), fitting.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    m_list->clear();
    for (const auto &[score, action] : fitting) {
        auto *item = new QListWidgetItem(lineOf(*action), m_list);
        item->setData(Qt::UserRole, QVariant::fromValue(action));
    }
    m_list->setCurrentRow(0);
}

QString CommandPalette::chosenText() const
{
    return m_list->currentItem() ? m_list->currentItem()->text() : QString();
}

void CommandPalette::runChosen()
{
    const QListWidgetItem *item = m_list->currentItem();
    auto *action = item ? item->data(Qt::UserRole).value<QAction *>() : nullptr;
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus();
    if (action && action->isEnabled())
        action->trigger();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && isVisible())
        hide();
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Escape) {
        hide();
        if (m_focusBefore)
            m_focusBefore->setFocus();
        return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        runChosen();
        return true;
    }
    if (key == Qt::Key_Up || key == Qt::Key_Down) {
        const int row = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1);
        m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace widgets
