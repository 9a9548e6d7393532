#include "widgets/composer/sourcespanel.h"

#include "netcore/payload/capturerule.h"
#include "netcore/payload/hex.h"
#include "netcore/payload/payloadtemplate.h"
#include "widgets/common/icon.h"
#include "widgets/common/theme.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace widgets {

namespace {

enum SourceColumn { ScopeColumn, NameColumn, ValueColumn, NowColumn };

} // namespace

SourcesPanel::SourcesPanel(QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::WindowCloseButtonHint)
    , m_table(new QTableWidget(0, 4, this))
    , m_problem(new QLabel(this))
    , m_add(labelledButton(QStringLiteral("list-add"), QStringLiteral("addSource"), this))
    , m_remove(labelledButton(QStringLiteral("edit-delete"), QStringLiteral("removeSource"), this))
    , m_hint(new QLabel(this))
{
    setObjectName(QStringLiteral("sources"));
    m_table->setObjectName(QStringLiteral("sourceTable"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(metrics::rowHeight(font()));
    m_table->horizontalHeader()->setSectionResizeMode(ValueColumn, QHeaderView::Stretch);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("sourceProblem"));
    m_problem->setAutoFillBackground(true);
    m_problem->setMargin(metrics::grid);
    m_hint->setWordWrap(true);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setMenu(new QMenu(m_add));
    for (const Scope scope : {OfWorkspace, OfSession, Captured})
        connect(m_add->menu()->addAction(QString()), &QAction::triggered, this,
                [this, scope] { begin(scope); });
    auto *row = new QHBoxLayout;
    row->addWidget(m_add);
    row->addWidget(m_remove);
    row->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
    column->setSpacing(metrics::grid);
    column->addWidget(m_hint);
    column->addWidget(m_table, 1);
    column->addWidget(m_problem);
    column->addLayout(row);
    resize(160 * metrics::grid, 80 * metrics::grid);
    connect(m_table, &QTableWidget::itemChanged, this, [this] { collect(); });
    connect(m_remove, &QToolButton::clicked, this, [this] {
        m_table->removeRow(m_table->currentRow());
        collect();
    });
    retranslate();
}

void SourcesPanel::retranslate()
{
    setWindowTitle(tr("Variables and captured values"));
    m_hint->setText(
        tr("{{var:name}} takes a text with escapes and fields. {{captured:name}} takes what a rule found in "
           "the last frame that came in: u16be at 2, bytes 4..8, regex 'id=(\\w+)', each with: if 0103"));
    m_table->setHorizontalHeaderLabels({tr("Of"), tr("Name"), tr("Text or rule"), tr("Captured last")});
    m_table->setAccessibleName(windowTitle());
    m_add->setText(tr("Add"));
    m_remove->setText(tr("Remove"));
    const QList<QAction *> actions = m_add->menu()->actions();
    for (int i = 0; i < actions.size(); ++i)
        actions[i]->setText(scopeName(Scope(i)));
    fill();
}

QString SourcesPanel::scopeName(Scope scope) const
{
    switch (scope) {
    case OfWorkspace: return tr("Variable of the workspace");
    case OfSession:
        return m_session.isEmpty() ? tr("Variable of a session")
                                   : tr("Variable of %1").arg(models::plain(m_session, 40));
    case Captured: break;
    }
    return tr("Captured value");
}

void SourcesPanel::setSources(const FieldSources &sources, const QString &session)
{
    if (sources == m_sources && session == m_session)
        return;
    m_sources = sources;
    m_session = session;
    m_add->menu()->actions().value(OfSession)->setEnabled(!session.isEmpty());
    retranslate();
}

void SourcesPanel::setCaptured(const QHash<QString, netcore::CapturedValue> &captured)
{
    m_captured = captured;
    const QSignalBlocker quiet(m_table);
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto found = captured.constFind(m_table->item(row, NameColumn)->text());
        const bool isCaptured = m_table->item(row, ScopeColumn)->data(Qt::UserRole).toInt() == Captured;
        if (isCaptured)
            m_table->item(row, NowColumn)
                ->setText(found == captured.constEnd() ? tr("nothing yet")
                                                       : netcore::hex::format(found->bytes.first(
                                                             std::min<qsizetype>(16, found->bytes.size()))));
    }
}

void SourcesPanel::addRow(Scope scope, const QString &name, const QString &value)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    const QStringList texts{scopeName(scope), name, value, {}};
    for (int column = 0; column < texts.size(); ++column) {
        auto *item = new QTableWidgetItem(texts[column]);
        if (column == ScopeColumn || column == NowColumn)
            item->setFlags(item->flags() & ~Qt::ItemIsEditable);
        item->setData(Qt::UserRole, int(scope));
        m_table->setItem(row, column, item);
    }
}

void SourcesPanel::fill()
{
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(0);
    const auto add = [this](Scope scope, const QMap<QString, QString> &names) {
        for (auto it = names.begin(); it != names.end(); ++it)
            addRow(scope, it.key(), it.value());
    };
    add(OfWorkspace, m_sources.variables);
    add(OfSession, m_sources.ofSessions.value(m_session));
    add(Captured, m_sources.captures);
    setCaptured(m_captured);
    m_table->resizeColumnToContents(ScopeColumn);
    m_problem->hide();
}

void SourcesPanel::begin(Scope scope)
{
    const QSignalBlocker quiet(m_table);
    addRow(scope, QString(), QString());
    m_table->editItem(m_table->item(m_table->rowCount() - 1, NameColumn));
}

QString SourcesPanel::problemOf(int row) const
{
    const QString name = m_table->item(row, NameColumn)->text();
    const QString value = m_table->item(row, ValueColumn)->text();
    const bool isRule = m_table->item(row, ScopeColumn)->data(Qt::UserRole).toInt() == Captured;
    if (!netcore::isFieldName(name))
        return tr("A name begins with a letter and has letters, digits, '-', '_' and '.' only.");
    netcore::NetError error;
    if (isRule) {
        if (const auto rule = netcore::CaptureRule::parse(value); !rule)
            error = rule.error();
    } else if (const auto text = netcore::PayloadTemplate::parse(value, netcore::PayloadForm::Text); !text) {
        error = text.error();
    }
    return error.isError() ? tr("%1, at character %2: %3")
                                 .arg(models::plain(name), QString::number(error.position + 1),
                                      QCoreApplication::translate("netcore", error.reason))
                           : QString();
}

/// The table is the truth; a row with a problem is left out until it is mended.
void SourcesPanel::collect()
{
    FieldSources sources;
    sources.folder = m_sources.folder;
    sources.ofSessions = m_sources.ofSessions;
    sources.ofSessions.remove(m_session);
    QString problem;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString name = m_table->item(row, NameColumn)->text();
        if (name.isEmpty()) // not named yet
            continue;
        const QString wrong = problemOf(row);
        if (!wrong.isEmpty()) {
            problem = wrong;
            continue;
        }
        const QString value = m_table->item(row, ValueColumn)->text();
        switch (m_table->item(row, ScopeColumn)->data(Qt::UserRole).toInt()) {
        case OfWorkspace: sources.variables.insert(name, value); break;
        case OfSession: sources.ofSessions[m_session].insert(name, value); break;
        default: sources.captures.insert(name, value); break;
        }
    }
    QPalette colours = palette();
    colours.setColor(QPalette::Window, themeOf(palette()).faultBackground);
    colours.setColor(QPalette::WindowText, themeOf(palette()).faultText);
    m_problem->setPalette(colours);
    m_problem->setText(problem.isEmpty() ? QString() : QStringLiteral("⚠ ") + problem);
    m_problem->setVisible(!problem.isEmpty());
    if (sources == m_sources)
        return;
    m_sources = sources;
    Q_EMIT changed(sources);
}

void SourcesPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace widgets
