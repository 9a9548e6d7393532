#pragma once

#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QXmlStreamReader>

#include <functional>
#include <vector>

namespace netcore {

/// One node of tshark's protocol tree, as it wrote it. Texts are those of a peer, in part.
struct PdmlNode
{
    QString name;        // "http.host"; empty for a line of text
    QString label;       // what Wireshark shows
    QString show;        // the value alone
    QByteArray value;    // the bytes it was read from, where they are told
    qint64 position = 0; // of its bytes in whatever data it was read from
    qint64 size = 0;
    int parent = -1; // its place in PdmlPacket::nodes
    bool isProtocol = false;
};

struct PdmlPacket
{
    quint64 number = 0;          // in the capture, from 1; 0 where it is not told
    std::vector<PdmlNode> nodes; // each behind its parent
    quint64 dropped = 0;         // nodes beyond the limits
};

struct PdmlLimits
{
    int depth = 64;             // of nodes in one another; what is deeper is dropped
    std::size_t nodes = 20'000; // of one packet
    qsizetype token = 16 << 20; // bytes of one tag
    qsizetype text = 1000;      // characters of a name, a label or a value shown
    int elements = 1000;        // in one another, whatever they are: then refused
};

/// Reads tshark's PDML while it is being written.
///
/// Hidden   fields that Wireshark hides are left out
/// Limits   PdmlLimits; a document type is refused, so that no entity expands
/// Errors   NetError{Damaged} with the position in the text; LimitExceeded. What was read before stays read
/// Thread   plain object, any one thread
/// Source   Wireshark, doc/README.xml-output
class PdmlReader
{
public:
    using Take = std::function<void(PdmlPacket &&)>;

    explicit PdmlReader(Take take, const PdmlLimits &limits = {});

    Result<void> feed(QByteArrayView bytes);
    /// The text is over: refused where it was not whole.
    Result<void> finish() const;

private:
    Result<void> readTokens();
    Result<void> open();
    void close();
    int addNode(const QXmlStreamAttributes &attributes, bool isProtocol);

    Take m_take;
    PdmlLimits m_limits;
    QXmlStreamReader m_xml;
    PdmlPacket m_packet;
    std::vector<int> m_open; // nodes that are open; dropped where negative
    int m_depth = 0;         // of elements
    int m_packetDepth = 0;   // where the packet that is open began; 0: none is
    qsizetype m_sinceToken = 0;
    bool m_over = false;
};

} // namespace netcore
