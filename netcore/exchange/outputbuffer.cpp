#include "netcore/exchange/outputbuffer.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QUuid>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>

namespace netcore {

OutputBuffer::OutputBuffer(int descriptor) : m_descriptor(descriptor), m_bytes(size, Qt::Uninitialized) {}

char *OutputBuffer::room(qsizetype bytes)
{
    Q_ASSERT(bytes <= size);
    if (m_used + bytes > size)
        flush();
    return m_bytes.data() + m_used;
}

void OutputBuffer::append(QByteArrayView bytes)
{
    if (bytes.size() > size) {
        flush();
        write(bytes);
    } else if (!bytes.isEmpty()) {
        std::memcpy(room(bytes.size()), bytes.data(), std::size_t(bytes.size()));
        used(bytes.size());
    }
}

void OutputBuffer::flush()
{
    write(QByteArrayView(m_bytes).first(m_used));
    m_used = 0;
}

void OutputBuffer::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && !m_error.isError()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), std::size_t(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            m_error = NetError::fromErrno(written < 0 ? errno : EIO, "write");
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
