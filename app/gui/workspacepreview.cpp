#include "app/gui/workspacepreview.h"

#include "app/workspace/intentions.h"
#include "widgets/common/theme.h"
#include "widgets/models/plaintext.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace app {

WorkspacePreview::WorkspacePreview(QWidget *parent)
    : TintedBar(Tone::Warning, parent)
    , m_title(widgets::plainLabel(this, true))
    , m_list(new QListWidget(this))
    , m_open(new QPushButton(this))
    , m_none(new QPushButton(this))
{
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_none);
    buttons->addWidget(m_open);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, widgets::metrics::gap, 12, widgets::metrics::gap);
    layout->setSpacing(widgets::metrics::gap);
    layout->addWidget(m_title);
    layout->addWidget(m_list);
    layout->addLayout(buttons);
    m_list->setMaximumHeight(160);
    m_open->setObjectName(QStringLiteral("openTicked"));
    connect(m_open, &QPushButton::clicked, this, &WorkspacePreview::openTicked);
    connect(m_none, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void WorkspacePreview::ask(const Workspace &workspace, const QString &name)
{
    m_workspace = workspace;
    m_name = name;
    retranslate();
    setVisible(m_list->count() > 0);
    m_open->setFocus();
}

void WorkspacePreview::retranslate()
{
    m_title->setText(
        tr("%1 wants to open the sessions below. Nothing has been started.").arg(models::plain(m_name)));
    m_open->setText(tr("Open what is ticked"));
    m_none->setText(tr("Open nothing"));
    m_list->clear();
    const QList<Intention> all = intentions(m_workspace);
    for (const Intention &intention : all) {
        QStringList parts = {intention.name.isEmpty() ? intention.sentence
                                                      : tr("%1: %2").arg(intention.name, intention.sentence)};
        parts << intention.reasons;
        auto *item = new QListWidgetItem(models::plain(parts.join(QStringLiteral("  ⚠ "))), m_list);
        item->setData(Qt::UserRole, intention.session);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(intention.isDangerous() ? Qt::Unchecked : Qt::Checked);
    }
}

void WorkspacePreview::openTicked()
{
    QList<WorkspaceSession> sessions;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            sessions << m_workspace.sessions.at(m_list->item(row)->data(Qt::UserRole).toLongLong());
    hide();
    Q_EMIT openRequested(sessions);
}

} // namespace app
