#pragma once

#include "netcore/base/clock.h"
#include "netcore/base/ids.h"
#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <functional>
#include <memory>

namespace netcore {

/// What a responder may do with one input.
class ResponderActions
{
public:
    virtual ~ResponderActions() = default;
    virtual void reply(QByteArrayView payload) = 0;           // to the connection that the input came from
    virtual void sendToAllOthers(QByteArrayView payload) = 0; // the session's other live connections
    /// False while one more reply would only make a queue longer; then goOn() comes when it is shorter.
    virtual bool canReply() { return true; }
};

/// Answers what a session receives. One object per session; told chunks, datagrams, or frames when a framing
/// is chosen.
///
/// Thread   the engine's thread
class Responder
{
public:
    virtual ~Responder() = default;
    virtual void received(ConnectionId from, QByteArrayView input, ResponderActions &actions) = 0;
    /// What came is whole: a datagram, a frame, or a stream whose peer has finished.
    virtual void inputFinished(ConnectionId, ResponderActions &) {}
    virtual void ended(ConnectionId) {}
    /// A stream has been opened; for those who speak first.
    virtual void began(ConnectionId, ResponderActions &) {}
    /// There is room for more replies.
    virtual void goOn(ConnectionId, ResponderActions &) {}
    /// True while replies are still to come that need no input: the connection is not closed before.
    virtual bool owes(ConnectionId) const { return false; }
    /// True for one that does its own framing by an exchange: it is told chunks, and its replies go out as
    /// they are, whatever framing the session has.
    virtual bool takesChunks() const { return false; }
};

/// Makes a responder from its one-line spec (`echo`, `upper`, `discard`, `fixed("text")`, `chat`). Given to
/// the engine by whoever wires it, so that session does not include automation.
using ResponderFactory = std::function<Result<std::unique_ptr<Responder>>(const QString &spec)>;
/// Makes one that no spec describes.
using ResponderMaker = std::function<std::unique_ptr<Responder>()>;

} // namespace netcore
