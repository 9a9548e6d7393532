#include "widgets/common/quickopenbar.h"

#include "widgets/common/quickopenparts.h"
#include "widgets/common/theme.h"
#include "widgets/models/errorcoach.h"

#include <QtCore/QEvent>
#include <QtCore/QStringListModel>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace widgets {

QuickOpenBar::QuickOpenBar(QWidget *parent)
    : QWidget(parent)
    , m_line(new QHBoxLayout)
    , m_field(new EndpointEdit(this))
    , m_completer(new QCompleter(this))
    , m_completions(new QStringListModel(this))
    , m_connect(new QPushButton(this))
    , m_listen(new QPushButton(this))
    , m_kinds(new QToolButton(this))
    , m_error(new PointingError(this))
    , m_choice(new BindChoice(this))
    , m_form(new KindForm(this))
{
    m_field->setObjectName(QStringLiteral("endpointField"));
    m_field->setClearButtonEnabled(true);
    m_field->setMaxLength(2048);
    m_field->setMinimumWidth(280);
    m_completer->setModel(m_completions);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_field->setCompleter(m_completer);
    m_connect->setObjectName(QStringLiteral("connectButton"));
    m_listen->setObjectName(QStringLiteral("listenButton"));
    m_connect->setDefault(true);

    m_line->setSpacing(metrics::gap);
    m_line->addWidget(m_field, 1);
    for (QWidget *button : {static_cast<QWidget *>(m_connect), static_cast<QWidget *>(m_listen),
                            static_cast<QWidget *>(m_kinds)})
        m_line->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::grid);
    layout->setSpacing(metrics::grid);
    layout->addLayout(m_line);
    layout->addWidget(m_error);
    layout->addWidget(m_choice);

    connect(m_field, &QLineEdit::textEdited, this, &QuickOpenBar::offerCompletions);
    connect(m_field, &QLineEdit::returnPressed, this, [this] { openText(m_field->text()); });
    connect(m_connect, &QPushButton::clicked, this, [this] { openText(m_field->text(), OpenAs::Client); });
    connect(m_listen, &QPushButton::clicked, this, [this] { openText(m_field->text(), OpenAs::Listener); });
    connect(m_kinds, &QToolButton::clicked, this, &QuickOpenBar::showForm);
    connect(m_form, &KindForm::openRequested, this, &QuickOpenBar::open);
    connect(m_choice, &BindChoice::decided, this, &QuickOpenBar::accept);
    retranslate();
}

void QuickOpenBar::retranslate()
{
    m_field->setPlaceholderText(tr("Open an endpoint, for example tcp://127.0.0.1:9000"));
    m_field->setAccessibleName(tr("Endpoint"));
    m_connect->setText(tr("Connect"));
    m_connect->setToolTip(tr("Open the endpoint as a client (Enter opens it as written)"));
    m_listen->setText(tr("Listen"));
    m_listen->setToolTip(tr("Open the endpoint as a listener or receiver"));
    m_kinds->setText(tr("Form…"));
    m_kinds->setToolTip(tr("Open one of the common kinds with a small form"));
}

void QuickOpenBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void QuickOpenBar::setHistory(const QStringList &history)
{
    m_history = history.mid(0, m_historySize);
}

void QuickOpenBar::setHistorySize(int size)
{
    m_historySize = size;
    if (m_history.size() <= size)
        return;
    m_history.resize(size);
    Q_EMIT historyChanged();
}

void QuickOpenBar::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void QuickOpenBar::showForm()
{
    m_form->popUp(m_kinds->mapToGlobal(QPoint(m_kinds->width(), m_kinds->height() + metrics::grid)));
}

void QuickOpenBar::edit(const QString &text, qsizetype position)
{
    m_field->setText(text);
    m_field->setFocus();
    m_field->setCursorPosition(int(position < 0 ? text.size() : position));
}

void QuickOpenBar::offerCompletions(const QString &typed)
{
    m_error->hide();
    m_choice->hide();
    m_completions->setStringList(endpointCompletions(typed, m_history));
}

void QuickOpenBar::openText(const QString &typed, OpenAs as)
{
    const QString text = endpointAs(typed, as);
    if (m_field->text() != text)
        m_field->setText(text);
    m_completer->popup()->hide();
    const auto spec = netcore::EndpointSpec::parse(text);
    if (spec) {
        askOrOpen({*spec, {}, {}, {}});
        return;
    }
    netcore::Failure failure;
    failure.error = spec.error();
    failure.where = text;
    const models::Explanation explanation = models::explain(failure);
    const int x = explanation.position < 0 ? -1 : m_field->pointAt(explanation.position);
    m_field->setFocus();
    m_error->tell(explanation.cause, x < 0 ? -1 : m_field->mapTo(this, QPoint(x, 0)).x() - m_error->x());
    m_choice->hide();
}

void QuickOpenBar::open(const netcore::SessionRequest &request, const QString &text)
{
    m_field->setText(text);
    askOrOpen(request);
}

void QuickOpenBar::askOrOpen(const netcore::SessionRequest &request)
{
    m_error->hide();
    const bool binds = request.spec.isListener() || request.spec.scheme == netcore::Scheme::UdpListen;
    if (binds && request.spec.bindsBeyondLoopback())
        m_choice->ask(request);
    else
        accept(request);
}

void QuickOpenBar::accept(const netcore::SessionRequest &request)
{
    m_choice->hide();
    const QString text = request.spec.toString();
    m_field->setText(text);
    m_history.removeAll(text);
    m_history.prepend(text);
    m_history.resize(std::min<qsizetype>(m_history.size(), m_historySize));
    Q_EMIT historyChanged();
    Q_EMIT openRequested(request);
}

} // namespace widgets
