#include "widgets/common/exportdialog.h"

#include "widgets/common/theme.h"
#include "widgets/common/tintedbar.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QVBoxLayout>

#include <climits>

namespace widgets {

using netcore::Direction;
using netcore::ExportFormat;

ExportDialog::ExportDialog(QWidget *parent)
    : QDialog(parent)
    , m_what(plainLabel(this))
    , m_scopes(new QButtonGroup(this))
    , m_formatLabel(new QLabel(this))
    , m_format(new QComboBox(this))
    , m_directionLabel(new QLabel(this))
    , m_direction(new QComboBox(this))
    , m_warning(plainLabel(this, true))
    , m_result(plainLabel(this, true))
    , m_export(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    setModal(false);
    build();
    retranslate();
    formatChanged();
}

void ExportDialog::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_what);
    for (const ExportScope scope :
         {ExportScope::Selection, ExportScope::Connection, ExportScope::Shown, ExportScope::Everything}) {
        auto *choice = new QRadioButton(this);
        m_scopes->addButton(choice, int(scope));
        layout->addWidget(choice);
    }
    auto *form = new QFormLayout;
    form->setContentsMargins(0, metrics::gap, 0, metrics::gap);
    form->addRow(m_formatLabel, m_format);
    form->addRow(m_directionLabel, m_direction);
    m_formatLabel->setBuddy(m_format);
    m_directionLabel->setBuddy(m_direction);
    for (const netcore::ExportFormatEntry &entry : netcore::exportFormats())
        m_format->addItem(QString(), int(entry.format));
    for (const Direction direction : {Direction::None, Direction::In, Direction::Out})
        m_direction->addItem(QString(), int(direction));
    layout->addLayout(form);
    layout->addWidget(m_warning);
    layout->addWidget(m_result);
    layout->addStretch(1);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_export, QDialogButtonBox::ActionRole);
    buttons->addButton(m_close, QDialogButtonBox::RejectRole);
    layout->addWidget(buttons);
    m_export->setDefault(true);
    m_result->hide();
    m_result->setObjectName(QStringLiteral("exportResult"));
    m_format->setObjectName(QStringLiteral("exportFormat"));
    m_export->setObjectName(QStringLiteral("exportNow"));
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::exportRequested);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChanged);
}

void ExportDialog::offer(quint64 rows, const QString &connection, const QString &shown, ExportScope chosen)
{
    m_rows = rows;
    m_connection = connection;
    m_shown = shown;
    m_result->hide();
    m_scopes->button(int(ExportScope::Selection))->setVisible(rows > 0);
    m_scopes->button(int(ExportScope::Connection))->setVisible(!connection.isEmpty());
    m_scopes->button(int(ExportScope::Shown))->setVisible(!shown.isEmpty());
    QAbstractButton *wanted = m_scopes->button(int(chosen));
    (wanted->isVisibleTo(this) ? wanted : m_scopes->button(int(ExportScope::Everything)))->setChecked(true);
    retranslate();
}

ExportScope ExportDialog::scope() const
{
    return ExportScope(m_scopes->checkedId());
}

ExportFormat ExportDialog::format() const
{
    return ExportFormat(m_format->currentData().toInt());
}

Direction ExportDialog::direction() const
{
    return Direction(m_direction->currentData().toInt());
}

void ExportDialog::setFormat(ExportFormat format)
{
    m_format->setCurrentIndex(m_format->findData(int(format)));
}

void ExportDialog::setResult(const QString &sentence)
{
    m_result->setText(sentence);
    m_result->setVisible(!sentence.isEmpty());
    growToFit(*this);
}

void ExportDialog::formatChanged()
{
    const bool raw = format() == ExportFormat::Raw;
    m_direction->setItemText(0, raw ? tr("both, a file for each") : tr("both"));
}

void ExportDialog::retranslate()
{
    setWindowTitle(tr("Export"));
    m_what->setText(tr("What to export:"));
    const int rows = int(std::min<quint64>(m_rows, INT_MAX));
    m_scopes->button(int(ExportScope::Selection))->setText(tr("the %n selected row(s)", nullptr, rows));
    m_scopes->button(int(ExportScope::Connection))->setText(tr("the connection %1").arg(m_connection));
    m_scopes->button(int(ExportScope::Shown))->setText(tr("the rows shown: %1").arg(m_shown));
    m_scopes->button(int(ExportScope::Everything))->setText(tr("the whole recording"));
    m_formatLabel->setText(tr("Format"));
    m_directionLabel->setText(tr("Direction"));
    const auto &formats = netcore::exportFormats();
    for (std::size_t i = 0; i < formats.size(); ++i)
        m_format->setItemText(int(i), QStringLiteral("%1 – %2").arg(
                                          QLatin1String(formats[i].name),
                                          QCoreApplication::translate("netcore", formats[i].purpose)));
    m_direction->setItemText(1, tr("in: what peers sent"));
    m_direction->setItemText(2, tr("out: what was sent from here"));
    m_warning->setText(
        tr("The file holds the payloads as they passed, passwords and keys included. Only you may "
           "read it (mode 0600)."));
    m_export->setText(tr("Export…"));
    m_close->setText(tr("Close"));
    formatChanged();
}

void ExportDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace widgets
