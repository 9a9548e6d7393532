#include "netcore/recording/openedstore.h"

#include "netcore/recording/livestore.h"
#include "netcore/recording/savedfile.h"
#include "netcore/recording/segmentwalk.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <tuple>

namespace netcore {

using layout::SegmentKind;

namespace {

NetError notARecording()
{
    return NetError::of(ErrorKind::Damaged, "open",
                        NETCORE_REASON("not a recording, or its beginning is damaged"));
}

NetError unbelievable()
{
    return NetError::of(ErrorKind::Damaged, "open",
                        NETCORE_REASON("the recording declares more than a recording can hold"));
}

quint64 mostBytes(const layout::Head &head, SegmentKind kind)
{
    return kind == SegmentKind::Payload ? head.payloadSegmentBytes
                                        : quint64(head.indexSegmentRows) * layout::recordBytes;
}

quint64 mostNumber(const layout::Head &head, SegmentKind kind)
{
    return kind == SegmentKind::Payload ? layout::maxOffset / head.payloadSegmentBytes
                                        : layout::maxOffset / layout::recordBytes / head.indexSegmentRows;
}

} // namespace

Result<std::shared_ptr<const RecordingStore>> RecordingStore::open(const QString &path)
{
    return OpenedStore::open(path);
}

Result<std::shared_ptr<const RecordingStore>> OpenedStore::open(const QString &path)
{
    auto store = std::make_shared<OpenedStore>();
    store->m_path = path;
    store->m_isFile = !QFileInfo(path).isDir();
    auto opened = store->m_isFile ? store->openFile() : store->openDirectory();
    if (opened)
        opened = store->findEnds();
    if (!opened)
        return refused(opened.error());
    return std::shared_ptr<const RecordingStore>(std::move(store));
}

Result<void> OpenedStore::openDirectory()
{
    QFile file(QDir(m_path).filePath(QStringLiteral("head")));
    if (!file.open(QIODevice::ReadOnly))
        return refused(QFileInfo::exists(m_path) ? notARecording() : NetError::fromErrno(ENOENT, "open"));
    const auto head = layout::unpackHead(file.read(layout::headBytes));
    if (!head)
        return refused(notARecording());
    m_head = *head;
    const QDir directory(m_path);
    for (const QString &name : directory.entryList({QStringLiteral("d*"), QStringLiteral("i*")}, QDir::Files))
        addSegmentFile(name);
    return {};
}

void OpenedStore::addSegmentFile(const QString &name)
{
    bool isNumber = false;
    const quint64 number = name.mid(1).toULongLong(&isNumber);
    const auto kind = name.startsWith(u'd') ? SegmentKind::Payload : SegmentKind::Index;
    if (!isNumber || number > mostNumber(m_head, kind) ||
        name.toLatin1() != layout::segmentName(kind, number))
        return;
    const auto size = quint64(QFileInfo(QDir(m_path).filePath(name)).size());
    m_sections.push_back({kind, number, 0, std::min(size, mostBytes(m_head, kind))});
}

Result<void> OpenedStore::openFile()
{
    QFile file(m_path);
    errno = 0;
    if (!file.open(QIODevice::ReadOnly))
        return refused(NetError::fromErrno(errno ? errno : EIO, "open"));
    const auto head = layout::unpackHead(file.read(layout::headBytes));
    if (!head)
        return refused(notARecording());
    m_head = *head;
    const auto size = quint64(file.size());
    for (quint64 at = savedfile::block; at < size;) {
        file.seek(qint64(at));
        const auto section = savedfile::unpackSectionHead(file.read(qint64(savedfile::block)));
        if (!section) {
            m_tornBytes = size - at;
            return {};
        }
        if (section->kind == savedfile::trailerKind)
            return {};
        const auto kind = SegmentKind(section->kind);
        at += savedfile::block;
        const bool known = kind == SegmentKind::Payload || kind == SegmentKind::Index;
        if (known &&
            (section->length > mostBytes(m_head, kind) || section->number > mostNumber(m_head, kind)))
            return refused(unbelievable());
        if (known && at < size)
            m_sections.push_back({kind, section->number, at, std::min(section->length, size - at)});
        if (section->length > size - at)
            break; // the file ends in the middle of it
        at += savedfile::roundedUp(section->length);
    }
    m_tornBytes = 1; // no trailer: something is missing; findEnds() counts how much of it is here
    return {};
}

Result<void> OpenedStore::findEnds()
{
    std::sort(m_sections.begin(), m_sections.end(), [](const Section &a, const Section &b) {
        return std::tie(a.kind, a.number) < std::tie(b.kind, b.number);
    });
    const auto twice =
        std::adjacent_find(m_sections.begin(), m_sections.end(), [](const auto &a, const auto &b) {
            return a.kind == b.kind && a.number == b.number;
        });
    if (twice != m_sections.end())
        return refused(unbelievable());
    for (const Section &section : m_sections)
        m_bytes += section.length;
    const auto payloads = segments(SegmentKind::Payload);
    const auto indexes = segments(SegmentKind::Index);
    if (payloads.empty())
        return {};
    SegmentMappings mappings(*this);
    const WalkedEnd end = walkToEnd(mappings, m_head, payloads, indexes);
    m_rowCount = end.rowCount;
    m_firstRow = std::min(oldestRow(mappings, m_head, payloads, indexes), m_rowCount);
    m_tornBytes += end.tornBytes;
    // A row takes 32 bytes in its payload segment and 32 in the index: more rows than that are a lie.
    if (m_rowCount - m_firstRow > m_bytes / layout::recordBytes)
        return refused(unbelievable());
    return {};
}

std::vector<quint64> OpenedStore::segments(SegmentKind kind) const
{
    std::vector<quint64> numbers;
    for (const Section &section : m_sections) {
        if (section.kind == kind)
            numbers.push_back(section.number);
    }
    return numbers;
}

Result<SegmentSource> OpenedStore::openSegment(SegmentKind kind, quint64 number) const
{
    if (!m_isFile)
        return openSegmentFile(m_path, kind, number);
    const auto found = std::find_if(m_sections.begin(), m_sections.end(), [&](const Section &section) {
        return section.kind == kind && section.number == number;
    });
    if (found == m_sections.end())
        return refused(NetError::fromErrno(ENOENT, "open"));
    FileDescriptor file(::open(QFile::encodeName(m_path).constData(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen())
        return refused(NetError::fromErrno(errno, "open"));
    return SegmentSource{std::move(file), found->offset, found->length};
}

} // namespace netcore
