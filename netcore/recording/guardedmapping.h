#pragma once

#include <QtCore/QtGlobal>

#include <span>

namespace netcore {

/// A part of a file mapped for reading, that stays calm when somebody shortens the file or the disk fails.
///
/// Torn     such a read would end the program (SIGBUS). Here the lost part reads as zeros from then on, and
///          isTorn() says so: who has copied out of the mapping asks afterwards
/// Limits   4,096 mappings at a time in a process, then bytes() is empty
/// Process  the first one installs a handler of SIGBUS, which passes on what is not ours
/// Thread   plain value, movable; read from any thread
/// Source   mmap(2), sigaction(2)
class GuardedMapping
{
public:
    GuardedMapping() = default;
    /// Empty where it cannot be mapped. REQUIRES: `offset` is a multiple of the page size.
    GuardedMapping(int file, quint64 offset, quint64 length);
    ~GuardedMapping();
    GuardedMapping(GuardedMapping &&other) noexcept;
    GuardedMapping &operator=(GuardedMapping &&other) noexcept;

    std::span<const uchar> bytes() const { return {m_base, m_length}; }
    bool isTorn() const;

private:
    const uchar *m_base = nullptr;
    std::size_t m_length = 0;
    std::size_t m_guard = 0; // its place among those that the handler looks at
};

} // namespace netcore
