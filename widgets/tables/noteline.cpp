#include "widgets/tables/noteline.h"

#include "widgets/common/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace widgets {

NoteLine::NoteLine(QWidget *parent)
    : QWidget(parent), m_label(new QLabel(this)), m_field(new QLineEdit(this)), m_write(new QPushButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::gap, metrics::grid, metrics::gap, metrics::grid);
    row->setSpacing(metrics::gap);
    row->addWidget(m_label);
    row->addWidget(m_field, 1);
    row->addWidget(m_write);
    m_label->setBuddy(m_field);
    m_field->setObjectName(QStringLiteral("noteField"));
    m_field->setMaxLength(longest);
    connect(m_field, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_write->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_field, &QLineEdit::returnPressed, this, &NoteLine::write);
    connect(m_write, &QPushButton::clicked, this, &NoteLine::write);
    m_write->setEnabled(false);
    hide();
    retranslate();
}

void NoteLine::retranslate()
{
    m_label->setText(m_connection == netcore::ConnectionId::None
                         ? tr("Note")
                         : tr("Note on connection %1").arg(quint32(m_connection)));
    m_field->setAccessibleName(tr("Note for the recording"));
    m_field->setPlaceholderText(tr("What happened here? Enter writes it, Escape closes"));
    m_write->setText(tr("Write"));
}

void NoteLine::open(netcore::ConnectionId connection)
{
    m_connection = connection;
    retranslate();
    show();
    m_field->setFocus(Qt::OtherFocusReason);
}

void NoteLine::write()
{
    const QString text = m_field->text().trimmed();
    if (text.isEmpty())
        return;
    m_field->clear();
    Q_EMIT written(m_connection, text);
    close();
}

void NoteLine::close()
{
    hide();
    Q_EMIT closed();
}

void NoteLine::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

void NoteLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace widgets
