#include "widgets/composer/structureform.h"

#include "widgets/common/theme.h"
#include "widgets/composer/payloadedit.h"
#include "widgets/composer/wirepreview.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace widgets {

using netcore::FieldDeclaration;
using netcore::FieldKind;

namespace {

enum FormColumn : int { FieldNameColumn, FieldValueColumn, FieldAboutColumn };
constexpr int pathRole = Qt::UserRole;

const char *const sample = "structure request \"Modbus TCP: read registers\" {\n"
                           "    transaction: u16be;\n"
                           "    protocol: u16be = 0;\n"
                           "    length: u16be counts unit..end;\n"
                           "    unit: u8 default 1;\n"
                           "    function: u8 enum { 3 = \"Read holding\", 4 = \"Read input\" } default 3;\n"
                           "    first: u16be;\n"
                           "    count: u16be default 10;\n"
                           "}\n";

QString kindName(const FieldDeclaration &field)
{
    switch (field.kind) {
    case FieldKind::Unsigned:
    case FieldKind::Bits:
    case FieldKind::Enum: return field.bits > 0 ? QStringLiteral("u%1").arg(field.bits) : QString();
    case FieldKind::Signed: return QStringLiteral("i%1").arg(field.bits);
    case FieldKind::Float: return QStringLiteral("f%1").arg(field.bits);
    case FieldKind::Bytes: return QStringLiteral("bytes");
    case FieldKind::Text: return QStringLiteral("text");
    case FieldKind::Group:
    case FieldKind::Array: break;
    }
    return {};
}

} // namespace

StructureForm::StructureForm(QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::WindowCloseButtonHint)
    , m_choice(new QComboBox(this))
    , m_text(new PayloadEdit(QStringLiteral("structureText"), this))
    , m_fields(new QTableWidget(0, 3, this))
    , m_problem(new QLabel(this))
    , m_preview(new WirePreview(this))
    , m_take(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("structureForm"));
    m_choice->setObjectName(QStringLiteral("structureChoice"));
    m_fields->setObjectName(QStringLiteral("structureFields"));
    m_fields->verticalHeader()->hide();
    m_fields->verticalHeader()->setDefaultSectionSize(metrics::rowHeight(font()) + metrics::grid);
    m_fields->horizontalHeader()->setSectionResizeMode(FieldAboutColumn, QHeaderView::Stretch);
    m_fields->setColumnWidth(FieldValueColumn, 50 * metrics::grid);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setMargin(metrics::grid);
    m_problem->setAutoFillBackground(true);
    m_problem->setObjectName(QStringLiteral("structureProblem"));
    m_problem->hide();
    m_take->setObjectName(QStringLiteral("structureTake"));
    m_take->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_take);
    buttons->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
    column->setSpacing(metrics::grid);
    column->addWidget(m_choice);
    column->addWidget(m_text, 2);
    column->addWidget(m_fields, 3);
    column->addWidget(m_problem);
    column->addWidget(m_preview);
    column->addLayout(buttons);
    resize(160 * metrics::grid, 140 * metrics::grid);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &StructureForm::choose);
    connect(m_text, &PayloadEdit::edited, this, &StructureForm::readText);
    connect(m_fields, &QTableWidget::itemChanged, this, &StructureForm::build);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_take, &QPushButton::clicked, this, [this] { Q_EMIT built(m_bytes); });
    retranslate();
    setStructures({QString::fromLatin1(sample)});
}

void StructureForm::retranslate()
{
    setWindowTitle(tr("Fill in a structure"));
    m_choice->setAccessibleName(tr("Structure"));
    m_text->setAccessibleName(tr("The structure as text"));
    m_fields->setAccessibleName(tr("Fields"));
    m_fields->setHorizontalHeaderLabels({tr("Field"), tr("Value"), tr("Is")});
    m_preview->setAccessibleName(tr("The bytes of the structure"));
    m_take->setText(tr("Use as payload"));
    m_close->setText(tr("Close"));
}

void StructureForm::setStructures(const QStringList &texts)
{
    m_structures.clear();
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    for (const QString &text : texts) {
        if (auto structure = netcore::Structure::parse(text)) {
            m_structures.append(*structure);
            m_choice->addItem(models::plain(structure->title(), 100));
        }
    }
    if (!m_structures.isEmpty())
        choose(0);
}

void StructureForm::choose(int index)
{
    if (index < 0 || index >= m_structures.size())
        return;
    m_structure = m_structures[index];
    m_text->follow(m_structure->text());
    m_text->markError(-1);
    fill();
}

/// While it cannot be read, the form stays as it was and nothing can be taken.
void StructureForm::readText(const QString &text)
{
    auto structure = netcore::Structure::parse(text);
    if (!structure) {
        m_text->markError(structure.error().position);
        tell(structure.error());
        return;
    }
    m_text->markError(-1);
    m_structure = *structure;
    fill();
}

void StructureForm::fill()
{
    const QSignalBlocker quiet(m_fields);
    QHash<QString, QString> typed; // what is typed stays where the field does
    for (int row = 0; row < m_fields->rowCount(); ++row)
        typed.insert(m_fields->item(row, FieldNameColumn)->data(pathRole).toString(),
                     m_fields->item(row, FieldValueColumn)->text());
    m_fields->setRowCount(0);
    for (const FieldDeclaration &field : m_structure->declarations()) {
        // The parts of an array have no line of their own: numbers go into the array's as "1, 2, 3".
        if (!field.path.contains(QLatin1String("[]")) && field.kind != FieldKind::Group)
            addField(field);
    }
    for (int row = 0; row < m_fields->rowCount(); ++row) {
        QTableWidgetItem *value = m_fields->item(row, FieldValueColumn);
        const QString path = m_fields->item(row, FieldNameColumn)->data(pathRole).toString();
        if (typed.contains(path) && value->flags().testFlag(Qt::ItemIsEditable))
            value->setText(typed.value(path));
    }
    m_fields->resizeColumnToContents(FieldNameColumn);
    build();
}

void StructureForm::addField(const FieldDeclaration &field)
{
    const int row = m_fields->rowCount();
    m_fields->insertRow(row);
    auto *name = new QTableWidgetItem(QString(2 * field.depth, u' ') + models::plain(field.path, 100));
    name->setData(pathRole, field.path);
    name->setFlags(name->flags() & ~Qt::ItemIsEditable);
    auto *value = new QTableWidgetItem(field.computed ? QString() : field.initial);
    value->setFont(fixedFont(font()));
    QStringList about{kindName(field)};
    if (!field.unit.isEmpty())
        about << models::plain(field.unit, 20);
    if (field.computed) {
        value->setFlags(value->flags() & ~Qt::ItemIsEditable);
        value->setForeground(themeOf(palette()).dim);
        about << tr("computed");
    }
    if (field.optional)
        about << tr("only if its condition holds");
    for (const auto &[number, label] : field.names.first(std::min<qsizetype>(6, field.names.size())))
        about << QStringLiteral("%1 = %2").arg(QString::number(number), models::plain(label, 40));
    about.removeAll(QString());
    auto *is = new QTableWidgetItem(about.join(QLatin1String(", ")));
    is->setFlags(is->flags() & ~Qt::ItemIsEditable);
    is->setForeground(themeOf(palette()).dim);
    m_fields->setItem(row, FieldNameColumn, name);
    m_fields->setItem(row, FieldValueColumn, value);
    m_fields->setItem(row, FieldAboutColumn, is);
}

int StructureForm::rowOf(const QString &path) const
{
    for (int row = 0; row < m_fields->rowCount(); ++row) {
        if (m_fields->item(row, FieldNameColumn)->data(pathRole).toString() == path)
            return row;
    }
    return -1;
}

void StructureForm::build()
{
    if (!m_structure)
        return;
    QHash<QString, QString> values;
    for (int row = 0; row < m_fields->rowCount(); ++row) {
        const QTableWidgetItem *value = m_fields->item(row, FieldValueColumn);
        if (value->flags().testFlag(Qt::ItemIsEditable) && !value->text().isEmpty())
            values.insert(m_fields->item(row, FieldNameColumn)->data(pathRole).toString(), value->text());
    }
    const auto bytes = m_structure->build(values);
    if (!bytes)
        return tell(bytes.error());
    m_bytes = *bytes;
    m_problem->hide();
    m_take->setEnabled(true);
    WireImage image;
    image.bytes = m_bytes;
    const QSignalBlocker quiet(m_fields);
    for (const netcore::FieldValue &field : m_structure->read(m_bytes)) {
        if (field.kind == FieldKind::Group || field.kind == FieldKind::Array)
            continue;
        const QString shown = field.value.typeId() == QMetaType::QByteArray
                                  ? QString::fromLatin1(field.value.toByteArray().toHex(' '))
                                  : models::plain(field.value.toString(), 100);
        image.fields.push_back({qsizetype(field.bit / 8),
                                qsizetype((field.bit + field.bits + 7) / 8 - field.bit / 8), 0, field.path,
                                shown});
        const int row = rowOf(field.path);
        if (row >= 0 && !m_fields->item(row, FieldValueColumn)->flags().testFlag(Qt::ItemIsEditable))
            m_fields->item(row, FieldValueColumn)->setText(shown);
    }
    m_preview->show(image);
}

void StructureForm::tell(const netcore::StructureProblem &problem)
{
    const QString reason = QCoreApplication::translate("netcore", problem.reason);
    const QString what = models::plain(problem.what, 100);
    const int row = rowOf(problem.what);
    QPalette colours = palette();
    colours.setColor(QPalette::Window, themeOf(palette()).faultBackground);
    colours.setColor(QPalette::WindowText, themeOf(palette()).faultText);
    m_problem->setPalette(colours);
    m_problem->setText(
        row >= 0 ? tr("⚠ %1: %2").arg(what, reason)
                 : tr("⚠ Line %1, column %2: %3 %4")
                       .arg(QString::number(problem.line), QString::number(problem.column), reason, what));
    m_problem->show();
    m_take->setEnabled(false);
    if (row >= 0)
        m_fields->selectRow(row);
}

void StructureForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace widgets
