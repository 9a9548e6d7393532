#include "netcore/automation/responderfactory.h"

#include "netcore/automation/responderspec.h"
#include "netcore/automation/sizeok.h"
#include "netcore/automation/uppercase.h"

#include <unordered_map>

namespace netcore {

namespace {

class Echo final : public Responder
{
    void received(ConnectionId, QByteArrayView input, ResponderActions &actions) override
    {
        actions.reply(input);
    }
};

class Upper final : public Responder
{
    void received(ConnectionId, QByteArrayView input, ResponderActions &actions) override
    {
        actions.reply(upperAscii(input));
    }
};

class UpperUnicode final : public Responder
{
    void received(ConnectionId from, QByteArrayView input, ResponderActions &actions) override
    {
        const QByteArray upper = m_text[from].feed(input);
        if (!upper.isEmpty() || input.isEmpty())
            actions.reply(upper);
    }
    void inputFinished(ConnectionId from, ResponderActions &actions) override
    {
        if (const QByteArray rest = m_text[from].finish(); !rest.isEmpty())
            actions.reply(rest);
    }
    void ended(ConnectionId connection) override { m_text.erase(connection); }

    std::unordered_map<ConnectionId, UnicodeUpper> m_text;
};

class Discard final : public Responder
{
    void received(ConnectionId, QByteArrayView, ResponderActions &) override {}
};

class Fixed final : public Responder
{
public:
    explicit Fixed(const QByteArray &reply) : m_reply(reply) {}

private:
    void received(ConnectionId, QByteArrayView, ResponderActions &actions) override
    {
        actions.reply(m_reply);
    }

    QByteArray m_reply;
};

class Listing final : public Responder
{
public:
    explicit Listing(int bytes) : m_bytes(bytes) {}

private:
    void received(ConnectionId, QByteArrayView input, ResponderActions &actions) override
    {
        actions.reply(listingFor(input, m_bytes));
    }

    int m_bytes;
};

class Chat final : public Responder
{
    void received(ConnectionId, QByteArrayView input, ResponderActions &actions) override
    {
        actions.sendToAllOthers(input);
    }
};

} // namespace

Result<std::unique_ptr<Responder>> makeResponder(const QString &text)
{
    const Result<ResponderSpec> spec = ResponderSpec::parse(text);
    if (!spec)
        return refused(spec.error());
    switch (spec->kind) {
    case ResponderKind::Echo: return std::make_unique<Echo>();
    case ResponderKind::Upper: return std::make_unique<Upper>();
    case ResponderKind::UpperUnicode: return std::make_unique<UpperUnicode>();
    case ResponderKind::Discard: return std::make_unique<Discard>();
    case ResponderKind::Fixed: return std::make_unique<Fixed>(spec->fixedReply);
    case ResponderKind::Chat: return std::make_unique<Chat>();
    case ResponderKind::Listing: return std::make_unique<Listing>(spec->answerBytes);
    case ResponderKind::SizeOk:
        return std::make_unique<SizeOk>(spec->answerBytes, std::make_unique<SystemClock>());
    case ResponderKind::SayOk: return std::make_unique<SayOk>();
    }
    return refused(NetError::invalid(NETCORE_REASON("no such responder"), 0));
}

} // namespace netcore
