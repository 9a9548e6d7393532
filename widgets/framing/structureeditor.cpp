#include "widgets/framing/structureeditor.h"

#include "widgets/common/theme.h"
#include "widgets/composer/markededit.h"
#include "widgets/framing/fieldtree.h"
#include "widgets/framing/structurefiles.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPalette>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace widgets {

using netcore::Structure;
using netcore::StructureProblem;

StructureEditor::StructureEditor(const QString &folder, QWidget *parent)
    : QWidget(parent)
    , m_folder(folder)
    , m_choice(new QComboBox(this))
    , m_save(new QPushButton(this))
    , m_edit(new MarkedEdit(QStringLiteral("structureText"), this))
    , m_message(new QLabel(this))
    , m_tree(new FieldTree(this))
{
    build();
    fillChoice({});
    retranslate();
    connect(m_choice, &QComboBox::currentIndexChanged, this, &StructureEditor::takeChoice);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &StructureEditor::readText);
    connect(m_save, &QPushButton::clicked, this, &StructureEditor::save);
    connect(m_tree, &FieldTree::fieldSelected, this, &StructureEditor::fieldSelected);
    connect(m_tree, &FieldTree::historyRequested, this, &StructureEditor::historyRequested);
    takeChoice(m_choice->currentIndex());
}

void StructureEditor::build()
{
    m_choice->setObjectName(QStringLiteral("structureChoice"));
    m_save->setObjectName(QStringLiteral("saveStructure"));
    m_message->setObjectName(QStringLiteral("structureMessage"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_edit->setFont(fixedFont(font()));
    m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto *line = new QHBoxLayout;
    line->addWidget(m_choice, 1);
    line->addWidget(m_save);
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(metrics::gap, metrics::grid, metrics::gap, metrics::grid);
    column->setSpacing(metrics::grid);
    column->addLayout(line);
    column->addWidget(m_edit, 1);
    column->addWidget(m_message);
    auto *parts = new QSplitter(this);
    parts->addWidget(left);
    parts->addWidget(m_tree);
    parts->setChildrenCollapsible(false);
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(parts);
}

void StructureEditor::retranslate()
{
    m_save->setText(tr("Save as own"));
    m_save->setToolTip(tr("Keeps this text under the structure's name, for all workspaces"));
    m_choice->setAccessibleName(tr("Structure"));
    m_edit->setAccessibleName(tr("The structure as text"));
}

void StructureEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    retranslate();
    readText();
}

void StructureEditor::fillChoice(const QString &chosen)
{
    const QSignalBlocker quiet(m_choice);
    m_files = ownStructures(m_folder) + shippedStructures();
    m_choice->clear();
    for (const StructureFile &file : m_files) {
        const auto structure = Structure::parse(file.text);
        const QString title = models::plain(structure ? structure->title() : file.name, 100);
        m_choice->addItem(file.shipped ? title : tr("%1 (own)").arg(title), file.name);
    }
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(chosen)));
}

void StructureEditor::choose(const QString &name)
{
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(name)));
}

QList<std::pair<QString, QString>> StructureEditor::choices() const
{
    QList<std::pair<QString, QString>> all;
    for (int i = 0; i < m_choice->count(); ++i)
        all.append({m_choice->itemData(i).toString(), m_choice->itemText(i)});
    return all;
}

QString StructureEditor::chosen() const
{
    return m_choice->currentData().toString();
}

void StructureEditor::takeChoice(int index)
{
    if (index >= 0 && index < m_files.size())
        m_edit->setPlainText(m_files[index].text);
}

QString StructureEditor::message() const
{
    return m_message->text();
}

void StructureEditor::tell(const QString &text, bool fault)
{
    QPalette colours;
    colours.setColor(QPalette::WindowText, fault ? themeOf(palette()).fault : themeOf(palette()).dim);
    m_message->setPalette(colours);
    m_message->setText(text);
}

void StructureEditor::readText()
{
    const auto structure = Structure::parse(m_edit->toPlainText());
    m_edit->markError(structure ? -1 : structure.error().position);
    m_save->setEnabled(structure.has_value());
    if (!structure) {
        const StructureProblem &problem = structure.error();
        const QString reason = QCoreApplication::translate("netcore", problem.reason);
        const QString what =
            problem.what.isEmpty() ? QString() : tr(": “%1”").arg(models::plain(problem.what, 60));
        tell(tr("⚠ line %1, column %2: %3%4")
                 .arg(QString::number(problem.line), QString::number(problem.column), reason, what),
             true);
        return;
    }
    m_structure = *structure;
    readFrame();
    Q_EMIT structureChanged();
}

void StructureEditor::setFrame(const QByteArray &frame)
{
    m_frame = frame;
    readFrame();
}

void StructureEditor::readFrame()
{
    if (!m_structure)
        return;
    const bool isRead = !m_frame.isEmpty();
    const auto fields = isRead ? m_structure->read(m_frame) : std::vector<netcore::FieldValue>();
    const auto faults =
        std::count_if(fields.begin(), fields.end(), [](const auto &field) { return field.fault; });
    m_tree->setFields(fields);
    if (!isRead)
        tell(tr("Select a row: its bytes are read with this structure."), false);
    else if (faults > 0)
        tell(tr("%n field(s) are not as the structure says", nullptr, int(faults)), true);
    else
        tell(tr("%n field(s) read", nullptr, int(fields.size())), false);
    Q_EMIT rangesChanged(m_tree->ranges());
}

void StructureEditor::save()
{
    if (!m_structure)
        return;
    const QString name = m_structure->name();
    const auto saved = saveOwnStructure(m_folder, name, m_edit->toPlainText());
    if (!saved) {
        tell(tr("⚠ cannot be saved in %1: %2")
                 .arg(models::plain(m_folder), QLatin1String(netcore::errnoName(saved.error().sysErrno))),
             true);
        return;
    }
    fillChoice(name);
    tell(tr("Saved as %1").arg(models::plain(name)), false);
}

} // namespace widgets
