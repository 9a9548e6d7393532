#include "netcore/dissect/packetlinker.h"

#include <algorithm>

namespace netcore {

namespace {

using Bytes = DissectedField::Bytes;

constexpr qsizetype mostTitle = 200; // characters

/// One packet on its way.
class Linking
{
public:
    Linking(const PdmlPacket &packet, const PacketPlace &place, PacketPayloads &payloads)
        : m_packet(packet)
        , m_place(place)
        , m_payloads(payloads)
        , m_children(packet.nodes.size())
        , m_links(packet.nodes.size())
    {
        for (std::size_t i = 0; i < packet.nodes.size(); ++i) {
            if (const int parent = node(int(i)).parent; parent >= 0)
                m_children[std::size_t(parent)].push_back(int(i));
        }
    }

    DissectedPacket run()
    {
        RecordedSource frame(m_place.headers);
        frame.append(m_payloads.of(m_packet.number), PayloadSpan{m_place.row, m_place.from, m_place.length});
        m_sources.push_back(std::move(frame));
        chooseTops();
        for (const int top : m_tops)
            linkTree(top);
        return result();
    }

private:
    struct Link
    {
        std::vector<PayloadSpan> spans;
        bool isLinked = false;
    };

    const PdmlNode &node(int index) const { return m_packet.nodes[std::size_t(index)]; }
    const std::vector<int> &children(int index) const { return m_children[std::size_t(index)]; }
    Link &link(int index) { return m_links[std::size_t(index)]; }
    /// One past the last node below it: each node stands behind its parent.
    int endOf(int top) const
    {
        int end = top + 1;
        while (end < int(m_packet.nodes.size()) && node(end).parent >= top)
            ++end;
        return end;
    }

    void chooseTops();
    void noteTransport(int index);
    void linkTree(int top);
    void linkSegments(int segments);
    const RecordedSource *sourceOf(int top) const;
    bool isFound(int index, const RecordedSource &source) const;
    std::optional<PayloadSpan> placeOfSegment(int segment, bool first);
    void addField(DissectedPacket &packet, int index, int parent, int position);
    DissectedPacket result();
    QString title() const;
    bool isFault(int index) const;
    std::optional<RowNumber> pointsTo(int index) const;

    const PdmlPacket &m_packet;
    const PacketPlace &m_place;
    PacketPayloads &m_payloads;
    std::vector<std::vector<int>> m_children;
    std::vector<Link> m_links;
    std::vector<RecordedSource> m_sources; // the packet, then the messages put together, as they come
    std::vector<int> m_tops;
    std::optional<RowNumber> m_continuedIn;
};

/// What stands above the headers that are ours.
void Linking::chooseTops()
{
    bool isAbove = false;
    for (int i = 0; i < int(m_packet.nodes.size()); i = endOf(i)) {
        const QString &name = node(i).name;
        const bool isTransport = name == QLatin1String("tcp") || name == QLatin1String("udp");
        if (!isAbove) {
            isAbove = isTransport;
            if (isTransport)
                noteTransport(i);
        } else if (name == QLatin1String("fake-field-wrapper")) {
            m_tops.insert(m_tops.end(), children(i).begin(), children(i).end());
        } else {
            m_tops.push_back(i);
        }
    }
}

void Linking::noteTransport(int index)
{
    for (const int child : children(index)) {
        if (node(child).name != QLatin1String("tcp.reassembled_in"))
            continue;
        const PacketPlace *where = m_payloads.place(node(child).show.toULongLong());
        if (where && where->isData)
            m_continuedIn = where->row;
    }
}

bool Linking::isFound(int index, const RecordedSource &source) const
{
    const PdmlNode &each = node(index);
    return each.value.size() == each.size && source.equals(each.position, each.value);
}

/// The newest message first: what follows it was most likely read from it.
const RecordedSource *Linking::sourceOf(int top) const
{
    const int end = endOf(top);
    const RecordedSource *best = nullptr;
    int mostFound = 0;
    for (auto source = m_sources.rbegin(); source != m_sources.rend(); ++source) {
        int found = 0;
        int told = 0;
        for (int i = top; i < end; ++i) {
            if (node(i).size == 0 || node(i).value.isEmpty())
                continue;
            ++told;
            found += isFound(i, *source);
        }
        if (found > mostFound && 2 * found >= told) {
            best = &*source;
            mostFound = found;
        }
    }
    return best;
}

void Linking::linkTree(int top)
{
    if (node(top).name == QLatin1String("tcp.segments"))
        return linkSegments(top);
    const RecordedSource *source = sourceOf(top);
    if (!source)
        return;
    for (int i = endOf(top) - 1; i >= top; --i) { // children before their parents
        const PdmlNode &each = node(i);
        bool isLinked = each.size > 0 && isFound(i, *source);
        if (each.size > 0 && each.value.isEmpty() && source->holds(each.position, each.size)) {
            const auto &below = children(i);
            isLinked =
                std::any_of(below.begin(), below.end(), [&](int child) { return link(child).isLinked; });
        }
        if (!isLinked)
            continue;
        link(i).spans = source->spans(each.position, each.size);
        link(i).isLinked = !link(i).spans.empty();
    }
}

/// Where the bytes of a segment are recorded; nothing where they are not what tshark says.
std::optional<PayloadSpan> Linking::placeOfSegment(int segment, bool first)
{
    const PdmlNode &each = node(segment);
    const quint64 number = each.show.toULongLong();
    const PacketPlace *where = m_payloads.place(number);
    if (!where || !where->isData || each.size <= 0 || each.size > qint64(where->length))
        return std::nullopt;
    const QByteArray payload = m_payloads.of(number);
    if (payload.size() != qsizetype(where->length))
        return std::nullopt;
    const qsizetype at = first ? payload.size() - qsizetype(each.size) : 0;
    if (QByteArrayView(payload).sliced(at, qsizetype(each.size)) != each.value)
        return std::nullopt;
    return PayloadSpan{where->row, where->from + quint32(at), quint32(each.size)};
}

void Linking::linkSegments(int segments)
{
    RecordedSource message;
    bool isFirst = true;
    for (const int child : children(segments)) {
        const PdmlNode &each = node(child);
        if (each.name != QLatin1String("tcp.segment"))
            continue;
        if (each.position != message.size() || each.value.size() != each.size)
            return; // not as it says: nothing is linked
        const auto place = placeOfSegment(child, isFirst);
        isFirst = false;
        message.append(each.value, place);
        if (place) {
            link(child).spans = {*place};
            link(child).isLinked = true;
        }
    }
    for (int i = segments; i < endOf(segments); ++i) {
        if (link(i).isLinked || node(i).size == 0 || node(i).position != 0)
            continue;
        link(i).spans = message.spans(0, node(i).size);
        link(i).isLinked = !link(i).spans.empty();
    }
    m_sources.push_back(std::move(message));
}

bool Linking::isFault(int index) const
{
    const PdmlNode &each = node(index);
    if (each.name == QLatin1String("_ws.malformed"))
        return true;
    constexpr quint64 warning = 0x00600000; // PI_WARN; PI_ERROR is above
    const auto &below = children(index);
    return each.name == QLatin1String("_ws.expert") &&
           std::any_of(below.begin(), below.end(), [&](int child) {
               return node(child).name == QLatin1String("_ws.expert.severity") &&
                      node(child).show.toULongLong() >= warning;
           });
}

/// "Response in frame: 7": the numbers are those of the capture, which nobody sees.
std::optional<RowNumber> Linking::pointsTo(int index) const
{
    const PdmlNode &each = node(index);
    const bool tellsNumber =
        each.name == QLatin1String("tcp.segment") ||
        (!each.name.isEmpty() && each.label.endsWith(QLatin1String("frame: ") + each.show));
    const PacketPlace *where = tellsNumber ? m_payloads.place(each.show.toULongLong()) : nullptr;
    return where ? std::optional(where->row) : std::nullopt;
}

void Linking::addField(DissectedPacket &packet, int index, int parent, int position)
{
    const PdmlNode &from = node(index);
    DissectedField field;
    field.name = from.name;
    field.label = from.label;
    field.show = from.show;
    field.spans = std::move(link(index).spans);
    field.length = quint64(from.size);
    field.parent = parent;
    field.position = position;
    field.bytes = link(index).isLinked ? Bytes::Linked : from.size > 0 ? Bytes::Elsewhere : Bytes::None;
    field.isFault = isFault(index);
    field.pointsTo = pointsTo(index);
    packet.fields.push_back(std::move(field));
}

/// "Hypertext Transfer Protocol: GET / HTTP/1.1"
QString Linking::title() const
{
    QStringList parts;
    for (const int top : m_tops) {
        if (!node(top).isProtocol || node(top).name == QLatin1String("data"))
            continue;
        QString part = node(top).label;
        const auto &below = children(top);
        if (parts.isEmpty() && !below.empty() && node(below.front()).name.isEmpty())
            part += QLatin1String(": ") + node(below.front()).label;
        while (part.endsWith(QLatin1String("\\r\\n")))
            part.chop(4);
        parts.append(part);
        if (parts.size() == 3)
            break;
    }
    return parts.join(QStringLiteral(" · ")).left(mostTitle);
}

DissectedPacket Linking::result()
{
    DissectedPacket packet;
    packet.row = m_place.row;
    packet.from = m_place.from;
    packet.length = m_place.length;
    packet.title = title();
    packet.continuedIn = m_continuedIn;
    packet.dropped = m_packet.dropped;
    packet.tops = int(m_tops.size());
    std::vector<int> order = m_tops; // breadth first: children follow one another
    for (std::size_t i = 0; i < m_tops.size(); ++i)
        addField(packet, m_tops[i], -1, int(i));
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::vector<int> &below = children(order[i]);
        packet.fields[i].firstChild = int(packet.fields.size());
        packet.fields[i].children = int(below.size());
        int position = 0;
        for (const int child : below) {
            order.push_back(child);
            addField(packet, child, int(i), position++);
        }
    }
    return packet;
}

} // namespace

std::optional<DissectedPacket> PacketLinker::link(const PdmlPacket &packet)
{
    const PacketPlace *place = m_payloads.place(packet.number);
    if (!place || !place->isData)
        return std::nullopt;
    DissectedPacket linked = Linking(packet, *place, m_payloads).run();
    Record record;
    if (m_payloads.reader().read(place->row, record)) {
        linked.time = record.time;
        linked.connection = record.connection;
        linked.direction = record.direction;
    }
    return linked;
}

} // namespace netcore
