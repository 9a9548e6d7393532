#include "netcore/dissect/pdmlreader.h"

#include <algorithm>
#include <utility>

namespace netcore {

namespace {

constexpr qsizetype slice = 64 << 10;
constexpr int droppedNode = -2;

NetError damaged(qint64 position)
{
    NetError error =
        NetError::of(ErrorKind::Damaged, "tshark", NETCORE_REASON("tshark's answer cannot be read"));
    error.position = qsizetype(position);
    return error;
}

NetError tooMuch()
{
    return NetError::of(ErrorKind::LimitExceeded, "tshark",
                        NETCORE_REASON("tshark's answer is beyond all measure"));
}

int hexDigit(char16_t c)
{
    if (c >= u'0' && c <= u'9')
        return c - u'0';
    const char16_t lower = c | 0x20;
    return lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

/// Empty for anything but pairs of digits.
QByteArray bytesOf(QStringView hex)
{
    if (hex.size() % 2 != 0)
        return {};
    QByteArray bytes(hex.size() / 2, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const int high = hexDigit(hex[2 * i].unicode());
        const int low = hexDigit(hex[2 * i + 1].unicode());
        if (high < 0 || low < 0)
            return {};
        bytes[i] = char(high << 4 | low);
    }
    return bytes;
}

/// Nothing that is no number, or a negative one.
qint64 placeOf(QStringView text)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    return ok && number >= 0 ? number : -1;
}

quint64 numberOf(const PdmlPacket &packet)
{
    for (const PdmlNode &node : packet.nodes) {
        const bool isNumber = node.parent >= 0 && node.name == QLatin1String("num");
        if (isNumber && packet.nodes[std::size_t(node.parent)].name == QLatin1String("geninfo"))
            return node.show.toULongLong();
    }
    return 0;
}

} // namespace

PdmlReader::PdmlReader(Take take, const PdmlLimits &limits) : m_take(std::move(take)), m_limits(limits)
{
    m_xml.setNamespaceProcessing(false);
}

Result<void> PdmlReader::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const QByteArrayView part = bytes.first(std::min(slice, bytes.size()));
        bytes = bytes.sliced(part.size());
        if (m_over)
            return {}; // nothing of interest follows the end
        m_sinceToken += part.size();
        m_xml.addData(part.toByteArray());
        if (const auto read = readTokens(); !read)
            return read;
        if (m_sinceToken > m_limits.token)
            return refused(tooMuch());
    }
    return {};
}

Result<void> PdmlReader::finish() const
{
    if (!m_over)
        return refused(damaged(m_xml.characterOffset()));
    return {};
}

Result<void> PdmlReader::readTokens()
{
    while (!m_over) {
        switch (m_xml.readNext()) {
        case QXmlStreamReader::Invalid:
            if (m_xml.error() == QXmlStreamReader::PrematureEndOfDocumentError)
                return {}; // more will come
            return refused(damaged(m_xml.characterOffset()));
        case QXmlStreamReader::DTD:
        case QXmlStreamReader::EntityReference: return refused(damaged(m_xml.characterOffset()));
        case QXmlStreamReader::StartElement:
            if (const auto opened = open(); !opened)
                return opened;
            break;
        case QXmlStreamReader::EndElement: close(); break;
        case QXmlStreamReader::EndDocument: m_over = true; break;
        default: break;
        }
        m_sinceToken = 0;
    }
    return {};
}

Result<void> PdmlReader::open()
{
    if (++m_depth > m_limits.elements)
        return refused(tooMuch());
    const QStringView name = m_xml.name();
    if (m_depth == 1)
        return name == QLatin1String("pdml") ? Result<void>() : refused(damaged(m_xml.characterOffset()));
    if (m_packetDepth == 0) {
        if (name == QLatin1String("packet"))
            m_packetDepth = m_depth;
        return {};
    }
    const bool isProtocol = name == QLatin1String("proto");
    const bool isNode = isProtocol || name == QLatin1String("field");
    m_open.push_back(isNode ? addNode(m_xml.attributes(), isProtocol)
                            : (m_open.empty() ? -1 : m_open.back()));
    return {};
}

void PdmlReader::close()
{
    if (m_packetDepth == m_depth) {
        m_packet.number = numberOf(m_packet);
        m_take(std::exchange(m_packet, {}));
        m_packetDepth = 0;
    } else if (m_packetDepth > 0) {
        m_open.pop_back();
    }
    if (--m_depth == 0)
        m_over = true;
}

int PdmlReader::addNode(const QXmlStreamAttributes &attributes, bool isProtocol)
{
    const int parent = m_open.empty() ? -1 : m_open.back();
    if (parent == droppedNode || attributes.value(QLatin1String("hide")) == QLatin1String("yes"))
        return droppedNode;
    if (m_packet.nodes.size() >= m_limits.nodes || int(m_open.size()) >= m_limits.depth) {
        ++m_packet.dropped;
        return droppedNode;
    }
    const auto text = [&](const char *name) {
        return attributes.value(QLatin1String(name)).left(m_limits.text).toString();
    };
    PdmlNode node;
    node.name = text("name");
    node.show = text("show");
    node.label = text("showname");
    if (node.label.isEmpty())
        node.label = node.show.isEmpty() ? node.name : node.show;
    // Of bits, "value" is the number they mean.
    const QStringView unmasked = attributes.value(QLatin1String("unmaskedvalue"));
    node.value = bytesOf(unmasked.isEmpty() ? attributes.value(QLatin1String("value")) : unmasked);
    node.position = placeOf(attributes.value(QLatin1String("pos")));
    node.size = std::max<qint64>(0, placeOf(attributes.value(QLatin1String("size"))));
    node.parent = parent;
    node.isProtocol = isProtocol;
    m_packet.nodes.push_back(std::move(node));
    return int(m_packet.nodes.size()) - 1;
}

} // namespace netcore
