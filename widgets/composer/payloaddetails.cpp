#include "widgets/composer/payloaddetails.h"

#include "widgets/common/theme.h"
#include "widgets/models/label.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace widgets {

namespace {

constexpr qsizetype mostTags = 32; // what a workspace file takes

QStringList tagsIn(const QString &text)
{
    QStringList tags;
    for (const QString &part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        QString tag = part.trimmed();
        tag = tag.startsWith(u'#') ? tag.mid(1) : tag;
        if (!tag.isEmpty() && !tags.contains(tag))
            tags.append(tag);
    }
    return tags;
}

} // namespace

PayloadDetails::PayloadDetails(QWidget *parent)
    : QDialog(parent)
    , m_form(new QFormLayout)
    , m_description(new QLineEdit(this))
    , m_tags(new QLineEdit(this))
    , m_target(new QLineEdit(this))
    , m_problem(new QLabel(this))
{
    setObjectName(QStringLiteral("payloadDetails"));
    m_description->setMaxLength(2000);
    m_description->setObjectName(QStringLiteral("description"));
    m_tags->setObjectName(QStringLiteral("tags"));
    m_target->setObjectName(QStringLiteral("defaultTarget"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    for (QLineEdit *each : {m_description, m_tags, m_target})
        m_form->addRow(new QLabel(this), each);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
    column->setSpacing(metrics::gap);
    column->addLayout(m_form);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &PayloadDetails::take);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(110 * metrics::grid, sizeHint().height());
    retranslate();
}

void PayloadDetails::retranslate()
{
    const QStringList names{tr("&Description"), tr("&Tags, with commas"), tr("&Session to send to")};
    for (int row = 0; row < names.size(); ++row) {
        auto *label = qobject_cast<QLabel *>(m_form->itemAt(row, QFormLayout::LabelRole)->widget());
        label->setText(names[row]);
        label->setBuddy(m_form->itemAt(row, QFormLayout::FieldRole)->widget());
    }
}

void PayloadDetails::edit(qsizetype index, const models::SavedPayload &payload)
{
    m_index = index;
    m_payload = payload;
    setWindowTitle(models::plain(payload.name));
    m_description->setText(payload.description);
    m_tags->setText(payload.tags.join(QLatin1String(", ")));
    m_target->setText(payload.target);
    m_problem->hide();
    show();
    raise();
    m_description->setFocus();
}

/// What a workspace file would refuse is told here and not taken.
void PayloadDetails::take()
{
    const QStringList tags = tagsIn(m_tags->text());
    QStringList labels = tags;
    if (!m_target->text().trimmed().isEmpty())
        labels << m_target->text().trimmed();
    for (const QString &label : std::as_const(labels)) {
        const char *fault = models::labelFault(label);
        if (fault || tags.size() > mostTags) {
            m_problem->setText(
                fault ? QStringLiteral("⚠ %1: %2")
                            .arg(models::plain(label), QCoreApplication::translate("models", fault))
                      : tr("⚠ More than %1 tags").arg(mostTags));
            m_problem->show();
            return;
        }
    }
    m_payload.description = m_description->text();
    m_payload.tags = tags;
    m_payload.target = m_target->text().trimmed();
    Q_EMIT described(m_index, m_payload);
    accept();
}

void PayloadDetails::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace widgets
