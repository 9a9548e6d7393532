#pragma once

#include "netcore/session/snapshot.h"
#include "widgets/common/tintedbar.h"

namespace widgets {

/// Stands in amber as long as something of ours can be reached from other machines, and names the addresses
/// (faults row 66). It cannot be dismissed: it goes when the last such socket is closed.
class ReachabilityBar : public TintedBar
{
    Q_OBJECT

public:
    explicit ReachabilityBar(QWidget *parent = nullptr);
    void setSessions(const QList<netcore::SessionSnapshot> &sessions);
    QString text() const { return m_text->text(); }

protected:
    void retranslate() override;

private:
    QLabel *m_text;
    QList<netcore::SocketAddress> m_bound;
};

} // namespace widgets
