#pragma once

#include "netcore/recording/recordlayout.h"

/// The form of a saved recording (.sockrec): the head, then one section for each segment, then the trailer.
/// Each begins at a multiple of 4096 so that it can be mapped. README.md has the page.
///
/// Thread   pure functions
namespace netcore::savedfile {

constexpr quint64 block = 4096;

struct SectionHead
{
    quint8 kind = 0; // layout::SegmentKind, or trailerKind
    quint64 number = 0;
    quint64 length = 0; // of what follows this section's block
};

constexpr quint8 trailerKind = 'e';

constexpr quint64 roundedUp(quint64 bytes)
{
    return (bytes + block - 1) / block * block;
}

QByteArray packSectionHead(const SectionHead &head); // one block
std::optional<SectionHead> unpackSectionHead(QByteArrayView bytes);

} // namespace netcore::savedfile
