#pragma once

#include "netcore/base/result.h"
#include "netcore/recording/filedescriptor.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <functional>
#include <memory>

namespace netcore {

/// Gathers what an exporter writes and hands it to a descriptor in large pieces.
///
/// Errors   the first failed write is kept and told by error(); what is given afterwards is dropped
/// Thread   plain object, any one thread
class OutputBuffer
{
public:
    static constexpr qsizetype size = 256 << 10; // stays in the second level cache between making and writing

    explicit OutputBuffer(int descriptor);

    /// Room for so many bytes, to be filled before the next call. REQUIRES: bytes <= size.
    char *room(qsizetype bytes);
    void used(qsizetype bytes) { m_used += bytes; }
    void append(QByteArrayView bytes);
    void append(char byte) { append(QByteArrayView(&byte, 1)); }
    void flush();
    const NetError &error() const { return m_error; }

private:
    void write(QByteArrayView bytes);

    int m_descriptor;
    QByteArray m_bytes;
    qsizetype m_used = 0;
    NetError m_error;
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
