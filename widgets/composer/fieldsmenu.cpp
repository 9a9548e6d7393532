#include "widgets/composer/fieldsmenu.h"

#include "widgets/common/icon.h"
#include "widgets/models/plaintext.h"

#include <QtWidgets/QMenu>

namespace widgets {

FieldsMenu::FieldsMenu(QWidget *parent) : QToolButton(parent)
{
    setObjectName(QStringLiteral("fields"));
    setText(QStringLiteral("{{ }}"));
    setCheckable(true);
    setChecked(true);
    setAutoRaise(true);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setPopupMode(QToolButton::MenuButtonPopup);
    auto *menu = new QMenu(this);
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &FieldsMenu::fill);
    retranslate();
}

void FieldsMenu::retranslate()
{
    setAccessibleName(tr("Fields"));
    setToolTip(
        tr("Fields in double braces compute themselves each time the payload is sent: lengths, checksums, "
           "counters, times, variables. Off, braces are text like any other."));
}

void FieldsMenu::addField(QMenu *menu, const QString &purpose, const QString &field)
{
    QString shown = field;
    connect(menu->addAction(tr("%1\t%2").arg(purpose, shown.replace(u'&', QLatin1String("&&")))),
            &QAction::triggered, this, [this, field] { Q_EMIT insertRequested(field, {}); });
}

void FieldsMenu::fill()
{
    QMenu *all = menu();
    all->clear();
    addField(all, tr("Length of what follows"), QStringLiteral("{{len:u16be}}"));
    addField(all, tr("Checksum of all before it"), QStringLiteral("{{crc:crc16-modbus le}}"));
    addField(all, tr("Counter"), QStringLiteral("{{counter:u16be}}"));
    addField(all, tr("Time"), QStringLiteral("{{time:unix32}}"));
    addField(all, tr("Random bytes"), QStringLiteral("{{rand:8}}"));
    addField(all, tr("UUID"), QStringLiteral("{{uuid}}"));
    addField(all, tr("File of the workspace's folder"), QStringLiteral("{{file:name}}"));
    all->addSeparator();
    QMap<QString, QString> names = m_sources.variables;
    for (const QMap<QString, QString> &each : std::as_const(m_sources.ofSessions))
        names.insert(each);
    for (auto it = names.begin(); it != names.end(); ++it)
        addField(all, tr("Variable"), QStringLiteral("{{var:%1}}").arg(it.key()));
    for (auto it = m_sources.captures.begin(); it != m_sources.captures.end(); ++it)
        addField(all, tr("Captured"), QStringLiteral("{{captured:%1}}").arg(it.key()));
    connect(all->addAction(tr("Variables and captured values …")), &QAction::triggered, this,
            &FieldsMenu::sourcesRequested);
    all->addSeparator();
    connect(all->addAction(tr("Section around the selection") + QStringLiteral("\t{{body}}…{{/body}}")),
            &QAction::triggered, this,
            [this] { Q_EMIT insertRequested(QStringLiteral("{{body}}"), QStringLiteral("{{/body}}")); });
    connect(all->addAction(tr("Repeat the selection") + QStringLiteral("\t{{repeat:3}}…{{/repeat}}")),
            &QAction::triggered, this, [this] {
                Q_EMIT insertRequested(QStringLiteral("{{repeat:3}}"), QStringLiteral("{{/repeat}}"));
            });
    all->addSeparator();
    connect(all->addAction(tr("Fill in a structure …")), &QAction::triggered, this,
            &FieldsMenu::structureRequested);
}

} // namespace widgets
