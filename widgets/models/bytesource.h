#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QtGlobal>

namespace models {

/// Bytes that can be looked at anywhere without being held in memory: a record's payload, a file, a frame.
///
/// Units    offsets in bytes from the start of the source
/// Errors   what is no longer there reads short; never wrong bytes
/// Thread   one thread at a time
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    virtual quint64 size() const = 0;
    /// At most `length` bytes from `offset`; shorter at the end, or where the bytes are gone.
    virtual QByteArray read(quint64 offset, qsizetype length) const = 0;
};

/// Bytes in memory.
class ArrayByteSource final : public ByteSource
{
public:
    explicit ArrayByteSource(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    quint64 size() const override { return quint64(m_bytes.size()); }
    QByteArray read(quint64 offset, qsizetype length) const override
    {
        return offset < size() ? m_bytes.mid(qsizetype(offset), length) : QByteArray();
    }

private:
    QByteArray m_bytes;
};

} // namespace models
