#include "widgets/common/reachabilitybar.h"

#include "widgets/common/quickopenparts.h"
#include "widgets/common/theme.h"
#include "widgets/models/plaintext.h"

#include <QtWidgets/QHBoxLayout>

namespace widgets {

using netcore::SessionSnapshot;
using netcore::SessionState;
using netcore::SocketAddress;

namespace {

bool accepts(const SessionSnapshot &session)
{
    const bool open = session.state == SessionState::Listening || session.state == SessionState::Open;
    return open && (session.spec.isListener() || session.spec.scheme == netcore::Scheme::UdpListen);
}

QString joined(QStringList texts)
{
    texts.removeDuplicates();
    return texts.join(QStringLiteral(", "));
}

} // namespace

ReachabilityBar::ReachabilityBar(QWidget *parent)
    : TintedBar(Tone::Warning, parent), m_text(plainLabel(this, true))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, metrics::grid, 12, metrics::grid);
    layout->addWidget(m_text);
    hide();
}

void ReachabilityBar::setSessions(const QList<SessionSnapshot> &sessions)
{
    QList<SocketAddress> bound;
    for (const SessionSnapshot &session : sessions)
        if (accepts(session))
            for (const SocketAddress &local : session.locals)
                if (!local.isLoopback())
                    bound << local;
    if (bound == m_bound)
        return;
    m_bound = bound;
    retranslate();
    setVisible(!m_bound.isEmpty());
}

void ReachabilityBar::retranslate()
{
    QStringList texts;
    const QStringList own = reachableAddresses();
    for (const SocketAddress &local : m_bound) {
        if (!local.isAny()) {
            texts << local.toString();
            continue;
        }
        for (const QString &address : own)
            if (local.family() == SocketAddress::Family::IPv6 || !address.contains(u':'))
                texts << SocketAddress(QHostAddress(address), local.port()).toString();
        if (own.isEmpty())
            texts << local.toString();
    }
    m_text->setText(QStringLiteral("⚠  ") +
                    tr("Reachable from other machines: %1").arg(models::plain(joined(texts))));
    setAccessibleName(m_text->text());
}

} // namespace widgets
