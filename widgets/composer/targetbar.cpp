#include "widgets/composer/targetbar.h"

#include "netcore/address/endpointspec.h"
#include "netcore/address/route.h"
#include "widgets/common/theme.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace widgets {

using Kind = ComposeTarget::Kind;

namespace {

/// Where the payload will go; null where only a resolver could tell.
netcore::SocketAddress destinationOf(const ComposeTarget &target)
{
    if (target.kind != Kind::UdpAddress)
        return target.peer;
    const netcore::Result<netcore::EndpointSpec> spec =
        netcore::EndpointSpec::parse(QStringLiteral("udp://") + target.address);
    QHostAddress host(spec ? spec->host : QString());
    if (spec && !spec->scope.isEmpty())
        host.setScopeId(spec->scope);
    return spec ? netcore::SocketAddress(host, spec->port) : netcore::SocketAddress();
}

} // namespace

TargetBar::TargetBar(QWidget *parent)
    : QWidget(parent), m_label(new QLabel(this)), m_box(new QComboBox(this)), m_address(new QLineEdit(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::grid);
    row->addWidget(m_label);
    row->addWidget(m_box, 1);
    row->addWidget(m_address);
    m_label->setBuddy(m_box);
    // The underlined letter is drawn apart from the rest, without kerning; measured with it, it would be
    // clipped.
    QFont even = m_label->font();
    even.setKerning(false);
    m_label->setFont(even);
    m_box->setObjectName(QStringLiteral("target"));
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setMinimumContentsLength(14);
    m_address->setObjectName(QStringLiteral("udpAddress"));
    m_address->setMinimumWidth(22 * m_address->fontMetrics().averageCharWidth());
    m_address->hide();
    connect(m_box, &QComboBox::currentIndexChanged, this, &TargetBar::takeIndex);
    connect(m_address, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_current.address = text.trimmed();
        Q_EMIT changed();
    });
    retranslate();
}

void TargetBar::retranslate()
{
    m_label->setText(tr("&To"));
    m_box->setAccessibleName(tr("Where to send"));
    m_box->setPlaceholderText(tr("Nothing is connected yet"));
    m_address->setAccessibleName(tr("UDP address to send to"));
    m_address->setPlaceholderText(tr("address:port"));
    rebuild();
}

void TargetBar::setTargets(const QList<ComposeTarget> &targets, qsizetype unlisted)
{
    if (targets == m_targets && unlisted == m_unlisted)
        return;
    const bool onlyCounts = targets == m_targets && unlisted > 0 && m_unlisted > 0;
    m_targets = targets;
    m_unlisted = unlisted;
    if (onlyCounts)
        return tellUnlisted();
    const auto same = std::find_if(targets.begin(), targets.end(),
                                   [&](const ComposeTarget &t) { return t.isSamePlace(m_current); });
    const auto successor = std::find_if(targets.begin(), targets.end(),
                                        [&](const ComposeTarget &t) { return t.isSuccessorOf(m_current); });
    if (same != targets.end())
        adopt(*same);
    else if (successor != targets.end())
        adopt(*successor);
    else if (m_current.kind == Kind::None && !targets.isEmpty())
        adopt(targets.front());
    rebuild();
    Q_EMIT changed();
}

void TargetBar::choose(const ComposeTarget &wanted)
{
    const auto same = std::find_if(m_targets.begin(), m_targets.end(),
                                   [&](const ComposeTarget &t) { return t.isSamePlace(wanted); });
    if (same == m_targets.end())
        return;
    adopt(*same);
    if (!wanted.address.isEmpty())
        m_current.address = wanted.address;
    m_address->setText(m_current.address);
    rebuild();
    Q_EMIT changed();
}

void TargetBar::chooseUnlisted(const ComposeTarget &target)
{
    m_targets.append(target);
    --m_unlisted;
    choose(target);
}

/// On the box's last line.
void TargetBar::tellUnlisted()
{
    m_box->setItemText(m_box->count() - 1,
                       tr("%n more: choose in the table of connections", nullptr, int(m_unlisted)));
}

/// Takes the target's present values; an address that was typed for the same place stays.
void TargetBar::adopt(const ComposeTarget &target)
{
    const QString typed = target.isSamePlace(m_current) ? m_current.address : QString();
    m_current = target;
    m_current.address = typed;
}

bool TargetBar::isGone() const
{
    return m_current.kind != Kind::None &&
           std::none_of(m_targets.begin(), m_targets.end(),
                        [&](const ComposeTarget &t) { return t.isSamePlace(m_current); });
}

void TargetBar::rebuild()
{
    const QSignalBlocker blocker(m_box);
    m_box->clear();
    if (isGone())
        m_box->addItem(tr("%1 (ended)").arg(labelOf(m_current)));
    int chosen = isGone() ? 0 : -1;
    m_listed.clear();
    for (qsizetype i = 0; i < m_targets.size(); ++i) {
        const bool current = m_targets[i].isSamePlace(m_current);
        if (current)
            chosen = m_box->count();
        m_box->addItem(labelOf(m_targets[i]));
        m_listed.append(i);
    }
    if (m_unlisted > 0) {
        m_box->addItem(QString());
        m_box->setItemData(m_box->count() - 1, 0, Qt::UserRole - 1); // shown, not to be chosen
        tellUnlisted();
    }
    m_box->setCurrentIndex(chosen);
    m_box->setToolTip(models::plainForToolTip(m_box->currentText()));
    m_address->setVisible(m_current.kind == Kind::UdpAddress);
}

void TargetBar::takeIndex(int index)
{
    const int place = index - (isGone() ? 1 : 0);
    if (place < 0 || place >= m_listed.size())
        return;
    adopt(m_targets[m_listed[place]]);
    m_address->setText(m_current.address);
    rebuild();
    Q_EMIT changed();
}

bool TargetBar::canSend() const
{
    if (m_current.kind == Kind::None || isGone())
        return false;
    return m_current.kind != Kind::UdpAddress || m_current.address.contains(QLatin1Char(':'));
}

QString TargetBar::hint() const
{
    if (m_current.kind == Kind::None)
        return tr("Open or connect something, then send here.");
    if (isGone())
        return tr("This connection has ended; choose another.");
    if (m_current.kind == Kind::UdpAddress && !canSend())
        return tr("Type the address and port that the datagram goes to.");
    const QString from = m_current.local.isNull() ? tr("a port that the kernel chooses")
                                                  : models::plain(m_current.local.toString());
    if (m_current.kind == Kind::AllOfSession)
        return tr("leaves %1 to %n connection(s)", nullptr, m_current.connections).arg(from);
    const QString to = m_current.kind == Kind::UdpAddress ? m_current.address : m_current.peer.toString();
    const netcore::Result<netcore::Route> route = netcore::routeTo(destinationOf(m_current));
    if (!route || route->interface.isEmpty())
        return tr("leaves %1 → %2").arg(from, models::plain(to));
    const QString way = tr("leaves %1 %2 → %3").arg(route->interface, from, models::plain(to));
    if (route->loopback)
        return tr("%1, on this machine").arg(way);
    return route->sameSubnet ? tr("%1, same subnet").arg(way) : tr("%1, through a router").arg(way);
}

QString TargetBar::labelOf(const ComposeTarget &target) const
{
    const QString name = models::plain(target.sessionName, 60);
    const QString peer = models::plain(target.peer.toString());
    switch (target.kind) {
    case Kind::AllOfSession: return tr("%1: all %n connection(s)", nullptr, target.connections).arg(name);
    case Kind::UdpAddress: return tr("%1: to an address …").arg(name);
    case Kind::Connection:
        return target.inbound ? tr("%1 ← %2", "a connection that the peer opened").arg(name, peer)
                              : tr("%1 → %2", "a connection that we opened").arg(name, peer);
    case Kind::None: break;
    }
    return {};
}

} // namespace widgets
