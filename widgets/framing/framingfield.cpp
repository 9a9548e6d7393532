#include "widgets/framing/framingfield.h"

#include "netcore/framing/framer.h"
#include "widgets/common/quickopenparts.h"
#include "widgets/common/theme.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>

namespace widgets {

namespace {

constexpr int completedRole = Qt::UserRole + 1;

QString reasonOf(const char *text)
{
    return QCoreApplication::translate("netcore", text);
}

QStandardItemModel *exampleModel(QObject *parent)
{
    auto *model = new QStandardItemModel(parent);
    for (const netcore::FramingExample &example : netcore::framingExamples()) {
        const QString spec = QString::fromUtf8(example.spec);
        auto *item = new QStandardItem(QStringLiteral("%1   —   %2").arg(spec, reasonOf(example.purpose)));
        item->setData(spec, completedRole);
        model->appendRow(item);
    }
    return model;
}

} // namespace

FramingField::FramingField(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_edit(new EndpointEdit(this))
    , m_error(new PointingError(parent))
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::gap);
    line->addWidget(m_label);
    line->addWidget(m_edit, 1);
    m_label->setBuddy(m_edit);
    setFocusProxy(m_edit);
    m_edit->setObjectName(QStringLiteral("framingField"));
    m_edit->setClearButtonEnabled(true);
    connect(m_edit, &QLineEdit::returnPressed, this, [this] { Q_EMIT specEntered(m_edit->text()); });
    connect(m_edit, &QLineEdit::textEdited, this, &FramingField::clearError);
    retranslate();
}

void FramingField::retranslate()
{
    m_label->setText(tr("Framing"));
    m_edit->setAccessibleName(tr("Framing of the shown connection"));
    m_edit->setPlaceholderText(tr("line, len(u16be), slip, … – Return cuts everything anew"));
    auto *completer = new QCompleter(m_edit);
    completer->setModel(exampleModel(completer));
    completer->setCompletionRole(completedRole);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(16);
    completer->popup()->setMinimumWidth(560);
    delete m_edit->completer();
    m_edit->setCompleter(completer);
    connect(completer, qOverload<const QString &>(&QCompleter::activated), this, &FramingField::specEntered,
            Qt::QueuedConnection);
}

void FramingField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

QString FramingField::text() const
{
    return m_edit->text();
}

void FramingField::setSpec(const QString &spec)
{
    clearError();
    if (m_edit->text() != spec)
        m_edit->setText(spec);
}

void FramingField::tell(const netcore::NetError &error)
{
    const int x = error.position < 0 ? -1 : m_edit->pointAt(error.position);
    const QString sentence =
        error.position < 0
            ? reasonOf(error.reason)
            : tr("character %1: %2").arg(QString::number(error.position + 1), reasonOf(error.reason));
    m_error->tell(QStringLiteral("⚠ ") + sentence,
                  x < 0 ? -1 : m_edit->mapTo(m_error->parentWidget(), QPoint(x, 0)).x() - m_error->x());
}

void FramingField::clearError()
{
    m_error->hide();
}

void FramingField::offerAll()
{
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->selectAll();
    m_edit->completer()->setCompletionPrefix(QString());
    m_edit->completer()->complete();
}

} // namespace widgets
