#pragma once

#include "netcore/structure/structuretree.h"

namespace netcore {

/// Reads one frame by a structure.
///
/// Limits   10,000 values and ten times as many looks at fields, whatever the frame says
/// Thread   plain value, any one thread; used once
class StructureReader
{
public:
    StructureReader(const StructureTree &tree, QByteArrayView frame);

    std::vector<FieldValue> read();

private:
    struct Extent // of one field among its siblings
    {
        qsizetype begin = 0;
        qsizetype end = 0;
        std::size_t value = 0; // its place in the values
        qint64 items = 0;
        bool present = false;
    };
    struct Place // where fields are read: [at, end) of the frame
    {
        qsizetype at = 0;
        qsizetype end = 0;
        QString prefix;
        int depth = 0;

        qsizetype left() const { return end - at; }
    };

    void readFields(const std::vector<FieldNode> &fields, Place &place);
    void readField(const FieldNode &field, Place &place, const QString &path);
    void readNumber(const FieldNode &field, Place &place, FieldValue &value);
    void readVarint(const FieldNode &field, Place &place, FieldValue &value);
    void readDigits(const FieldNode &field, Place &place, FieldValue &value);
    void readBytes(const FieldNode &field, Place &place, FieldValue &value);
    void readDomain(const FieldNode &field, Place &place, FieldValue &value);
    void readBits(const FieldNode &field, qsizetype begin, quint64 raw, const Place &place,
                  const QString &path);
    void readGroup(const FieldNode &field, Place &place, const QString &path);
    void readArray(const FieldNode &field, Place &place, const QString &path);
    void checkAgainst(const std::vector<FieldNode> &fields, const std::vector<Extent> &extents,
                      qsizetype end);
    void checkCount(const FieldNode &field, const Extent &own, const Extent &covered);
    void checkSum(const FieldNode &field, const Extent &own, qsizetype begin, qsizetype end);

    /// The bytes that a length names, taken from what is left; fault where they are not there.
    QByteArrayView takeSized(const FieldNode &field, Place &place, FieldValue &value);
    void setNumber(const FieldNode &field, quint64 raw, FieldValue &value);
    void forget(const FieldNode &field);
    std::optional<qint64> evaluated(const Expression &expression, const Place &place) const;
    bool isPresent(const FieldNode &field, const Place &place) const;
    FieldValue begun(const FieldNode &field, const Place &place, const QString &path) const;
    bool add(FieldValue value);

    const StructureTree &m_tree;
    QByteArrayView m_frame;
    std::vector<FieldValue> m_values;
    std::vector<std::optional<qint64>> m_slots;
    std::size_t m_looks = 0;
    bool m_full = false;
};

namespace fieldfaults {
inline constexpr const char *cutOff = NETCORE_REASON("cut off by the end of the frame");
inline constexpr const char *notConstant = NETCORE_REASON("not the value that it must have");
inline constexpr const char *disagrees = NETCORE_REASON("does not agree with the bytes that it counts");
inline constexpr const char *noLength = NETCORE_REASON("its length cannot be computed");
inline constexpr const char *noEndMark = NETCORE_REASON("its end mark is missing");
inline constexpr const char *noDigits = NETCORE_REASON("not a decimal number");
inline constexpr const char *noText = NETCORE_REASON("not text in this encoding");
inline constexpr const char *noVarint = NETCORE_REASON("the number does not end where it must");
inline constexpr const char *noDomain = NETCORE_REASON("not a domain name");
inline constexpr const char *wrongSum = NETCORE_REASON("the checksum differs");
inline constexpr const char *tooMany =
    NETCORE_REASON("a frame shows at most 10,000 fields; the rest is left out");
} // namespace fieldfaults

} // namespace netcore
