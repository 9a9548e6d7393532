#include "app/workspace/intentions.h"

#include "app/workspace/workspace.h"

#include <QtCore/QCoreApplication>
#include <QtNetwork/QHostAddress>

namespace app {

using netcore::EndpointSpec;
using netcore::Scheme;

namespace {

/// True if what goes there certainly stays on this machine; a name that we would have to ask for is not.
bool staysHere(const EndpointSpec &spec)
{
    if (spec.scheme == Scheme::Unix || spec.scheme == Scheme::UnixListen)
        return true;
    return spec.host == QLatin1String("localhost") || QHostAddress(spec.host).isLoopback();
}

Intention::Kind kindOf(const EndpointSpec &spec)
{
    if (spec.isUdp())
        return spec.isListener() ? Intention::Kind::UdpReceive : Intention::Kind::UdpSend;
    return spec.isListener() ? Intention::Kind::Listen : Intention::Kind::Connect;
}

Intention::Dangers dangersOf(const netcore::SessionRequest &request)
{
    const EndpointSpec &spec = request.spec;
    const bool answers = !request.responder.isEmpty() && request.responder != QLatin1String("discard");
    Intention::Dangers dangers;
    if (spec.isListener()) {
        const bool wide = spec.bindsBeyondLoopback();
        dangers.setFlag(Intention::ReachableByOthers, wide);
        dangers.setFlag(Intention::AnswersOthers, wide && answers);
    } else if (!staysHere(spec)) {
        dangers.setFlag(Intention::ReachesOut);
        dangers.setFlag(Intention::AnswersOthers, answers);
        dangers.setFlag(Intention::KeepsTrying, spec.number(u"reconnect", 0) != 0);
    }
    dangers.setFlag(Intention::Broadcasts, spec.isUdp() && spec.number(u"broadcast", 0) != 0);
    return dangers;
}

/// "127.0.0.1:9000", or the path: the spec without its scheme and options.
QString placeOf(const EndpointSpec &spec)
{
    EndpointSpec bare = spec;
    bare.options.clear();
    const QString text = bare.toString();
    return text.mid(text.indexOf(QLatin1String("://")) + 3);
}

QString sentenceFor(const WorkspaceSession &session, Intention::Kind kind)
{
    const QString place = placeOf(session.request.spec);
    const QString to = session.portOf.isEmpty()
                           ? place
                           : translated(QT_TRANSLATE_NOOP("workspace", "%1 (with the port of \"%2\")"))
                                 .arg(place, session.portOf);
    switch (kind) {
    case Intention::Kind::Listen: return translated(QT_TRANSLATE_NOOP("workspace", "listen on %1")).arg(to);
    case Intention::Kind::Connect: return translated(QT_TRANSLATE_NOOP("workspace", "connect to %1")).arg(to);
    case Intention::Kind::UdpReceive:
        return translated(QT_TRANSLATE_NOOP("workspace", "receive UDP datagrams on %1")).arg(to);
    case Intention::Kind::UdpSend:
        return translated(QT_TRANSLATE_NOOP("workspace", "open a UDP socket for %1")).arg(to);
    }
    Q_UNREACHABLE();
}

struct DangerSentence
{
    Intention::Danger danger;
    const char *sentence;
};

constexpr DangerSentence dangerSentences[] = {
    {Intention::ReachableByOthers,
     QT_TRANSLATE_NOOP("workspace", "other machines can reach it, not only this one")},
    {Intention::AnswersOthers, QT_TRANSLATE_NOOP("workspace", "it answers by itself what others send")},
    {Intention::ReachesOut, QT_TRANSLATE_NOOP("workspace", "it goes to another machine")},
    {Intention::KeepsTrying, QT_TRANSLATE_NOOP("workspace", "it connects again and again by itself")},
    {Intention::Broadcasts, QT_TRANSLATE_NOOP("workspace", "it may send to every machine of the network")},
};

QStringList reasonsFor(Intention::Dangers dangers)
{
    QStringList reasons;
    for (const DangerSentence &each : dangerSentences) {
        if (dangers.testFlag(each.danger))
            reasons.append(translated(each.sentence));
    }
    return reasons;
}

Intention intentionOf(const WorkspaceSession &session, qsizetype index)
{
    const netcore::SessionRequest &request = session.request;
    Intention intention;
    intention.session = index;
    intention.kind = kindOf(request.spec);
    intention.name = request.name;
    intention.endpoint = request.spec.toString();
    intention.responder = request.responder;
    intention.dangers = dangersOf(request);
    intention.sentence = sentenceFor(session, intention.kind);
    if (!request.responder.isEmpty())
        intention.sentence = translated(QT_TRANSLATE_NOOP("workspace", "%1 and answer with %2"))
                                 .arg(intention.sentence, request.responder);
    intention.reasons = reasonsFor(intention.dangers);
    return intention;
}

} // namespace

QList<Intention> intentions(const Workspace &workspace)
{
    QList<Intention> all;
    for (qsizetype i = 0; i < workspace.sessions.size(); ++i)
        all.append(intentionOf(workspace.sessions[i], i));
    return all;
}

} // namespace app
