#pragma once

#include "netcore/base/result.h"
#include "netcore/recording/filedescriptor.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QSemaphore>
#include <QtCore/QString>
#include <QtCore/QThreadPool>

#include <array>
#include <atomic>
#include <memory>

namespace netcore {

/// Gathers what an exporter makes and hands it to a descriptor in large pieces, in a thread of its own while
/// the next piece is made.
///
/// Order    pieces are written one after the other, as they were made
/// Memory   at most `pieces` of `size` bytes; where all wait for the descriptor, room() waits, too
/// Errors   the first failed write is kept and told by error(), for certain after flush(); what is given
///          afterwards is dropped
/// Thread   plain object, any one thread; what fits into one piece is written by that thread
class OutputBuffer
{
public:
    static constexpr qsizetype size = 256 << 10; // stays in the second level cache between making and writing
    static constexpr std::size_t pieces = 4;

    explicit OutputBuffer(int descriptor);
    ~OutputBuffer();
    OutputBuffer(const OutputBuffer &) = delete;
    OutputBuffer &operator=(const OutputBuffer &) = delete;

    /// Room for so many bytes, to be filled before the next call. REQUIRES: bytes <= size.
    char *room(qsizetype bytes);
    void used(qsizetype bytes) { m_used += bytes; }
    void append(QByteArrayView bytes);
    void append(char byte) { append(QByteArrayView(&byte, 1)); }
    /// All that was given is written when it returns.
    void flush();
    NetError error() const;

private:
    void handOver();
    void write(QByteArrayView bytes);

    int m_descriptor;
    std::array<QByteArray, pieces> m_pieces;
    std::size_t m_filled = 0; // the piece that is being filled
    qsizetype m_used = 0;
    bool m_isBehind = false; // pieces were handed over since the last flush()
    QSemaphore m_free;       // pieces that nobody writes, without the one that is being filled
    std::atomic<int> m_errno = 0;
    std::unique_ptr<QThreadPool> m_writer; // one thread; made for the second piece
};

/// A file that appears under its name only when it is whole.
///
/// Atomic   written under a temporary name beside it, then renamed; the temporary file is removed unless
///          commit() was reached. What exists under the name and is no plain file (a pipe, /dev/stdout) is
///          written to as it is
/// Mode     0600: what is exported may hold secrets (faults row 44)
/// Errors   open() and commit() are refused with the file's errno
/// Thread   any one thread, blocking
class AtomicFile
{
public:
    static Result<std::unique_ptr<AtomicFile>> open(const QString &file);
    ~AtomicFile();
    AtomicFile(const AtomicFile &) = delete;
    AtomicFile &operator=(const AtomicFile &) = delete;

    OutputBuffer &out() { return *m_out; }
    Result<void> commit();

private:
    AtomicFile() = default;

    FileDescriptor m_file;
    QByteArray m_name;
    QByteArray m_temporary; // empty where the name is written to as it is
    std::unique_ptr<OutputBuffer> m_out;
};

} // namespace netcore
