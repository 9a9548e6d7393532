#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <cstdio>
#include <memory>
#include <optional>

namespace netcore {

/// Reads the comments of a pcapng file, packet by packet, beside libpcap, which does not tell them.
///
/// Wire shape   blocks of type, length, body, length again; the byte order of each section is its own
/// Limits       64 comments and 1 MiB of options a packet, 65,535 bytes a comment; packets' bytes are not
/// read Errors       a file that is no pcapng has no comments; a damaged block is the end of them Thread one
/// thread, blocking Source       draft-ietf-opsawg-pcapng s.4.1 (section), 4.3 (packet), 4.4 (simple
/// packet), 4.6 (statistics),
///              appendix A (obsolete packet), 3.5 (opt_comment)
class PcapngComments
{
public:
    explicit PcapngComments(const QString &file);

    struct Found
    {
        QStringList before;   // of sections and statistics between the packet before and this one
        QStringList ofPacket; // UTF-8; what is none is replaced
    };
    /// Those of the next packet; past the last one, `before` has what follows it.
    Found next();

private:
    struct Block
    {
        quint32 type = 0;
        qint64 begin = 0; // of the body
        qint64 size = 0;  // of the body
    };
    struct CloseFile
    {
        void operator()(std::FILE *file) const { std::fclose(file); }
    };

    std::optional<Block> nextBlock();
    bool read(qint64 at, void *to, std::size_t size);
    quint32 number(quint32 raw) const;
    void addComments(qint64 at, qint64 size, QStringList &to);
    void addPacketComments(const Block &block, QStringList &to);

    std::unique_ptr<std::FILE, CloseFile> m_file;
    qint64 m_next = 0; // where the next block begins
    qint64 m_end = 0;
    bool m_swapped = false;
};

} // namespace netcore
