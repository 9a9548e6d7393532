#include "netcore/exchange/outputbuffer.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QUuid>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>

namespace netcore {

OutputBuffer::OutputBuffer(int descriptor) : m_descriptor(descriptor), m_free(int(pieces) - 1)
{
    m_pieces[m_filled].resize(size);
}

OutputBuffer::~OutputBuffer() = default; // the pool goes first, and with it what is under way

char *OutputBuffer::room(qsizetype bytes)
{
    Q_ASSERT(bytes <= size);
    if (m_used + bytes > size)
        handOver();
    return m_pieces[m_filled].data() + m_used;
}

void OutputBuffer::append(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const QByteArrayView part = bytes.first(std::min(bytes.size(), size));
        std::memcpy(room(part.size()), part.data(), std::size_t(part.size()));
        used(part.size());
        bytes = bytes.sliced(part.size());
    }
}

void OutputBuffer::flush()
{
    if (m_isBehind) {
        m_free.acquire(int(pieces) - 1); // all others are written
        m_free.release(int(pieces) - 1);
        m_isBehind = false;
    }
    write(QByteArrayView(m_pieces[m_filled]).first(m_used));
    m_used = 0;
}

NetError OutputBuffer::error() const
{
    const int number = m_errno;
    return number == 0 ? NetError() : NetError::fromErrno(number, "write");
}

/// The writer takes the full piece, and another one is filled.
void OutputBuffer::handOver()
{
    if (!m_writer) {
        m_writer = std::make_unique<QThreadPool>();
        m_writer->setMaxThreadCount(1); // keeps the order
    }
    m_isBehind = true;
    const QByteArrayView full = QByteArrayView(m_pieces[m_filled]).first(m_used);
    m_writer->start([this, full] {
        write(full);
        m_free.release();
    });
    m_free.acquire();
    m_filled = (m_filled + 1) % pieces;
    m_pieces[m_filled].resize(size);
    m_used = 0;
}

void OutputBuffer::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && m_errno == 0) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), std::size_t(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            m_errno = written < 0 ? errno : EIO;
        else
            bytes = bytes.sliced(written);
    }
}

Result<std::unique_ptr<AtomicFile>> AtomicFile::open(const QString &file)
{
    const QFileInfo there(file);
    const bool inPlace = there.exists() && !there.isFile() && !there.isDir();
    std::unique_ptr<AtomicFile> result(new AtomicFile);
    result->m_name = QFile::encodeName(there.exists() && !inPlace ? there.canonicalFilePath() : file);
    int flags = O_WRONLY | O_CLOEXEC;
    QByteArray name = result->m_name;
    if (!inPlace) {
        result->m_temporary = name + ".part-" + QUuid::createUuid().toByteArray(QUuid::Id128).left(12);
        name = result->m_temporary;
        flags |= O_CREAT | O_EXCL | O_NOFOLLOW;
    }
    if (there.isDir())
        return refused(NetError::fromErrno(EISDIR, "open"));
    result->m_file = FileDescriptor(::open(name.constData(), flags, 0600));
    if (!result->m_file.isOpen()) {
        const NetError error = NetError::fromErrno(errno, "open");
        result->m_temporary.clear();
        return refused(error);
    }
    result->m_out = std::make_unique<OutputBuffer>(result->m_file.get());
    return result;
}

AtomicFile::~AtomicFile()
{
    if (!m_temporary.isEmpty())
        ::unlink(m_temporary.constData());
}

Result<void> AtomicFile::commit()
{
    m_out->flush();
    if (m_out->error().isError())
        return refused(m_out->error());
    if (!m_temporary.isEmpty() && ::rename(m_temporary.constData(), m_name.constData()) != 0)
        return refused(NetError::fromErrno(errno, "rename"));
    m_temporary.clear();
    return {};
}

} // namespace netcore
