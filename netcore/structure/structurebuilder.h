#pragma once

#include "netcore/structure/structuretree.h"

#include <QtCore/QHash>

namespace netcore {

/// Writes one frame by a structure: again and again, until the lengths that it computes no longer change.
///
/// Limits   16 MiB, 10,000 fields, 8 rounds
/// Thread   plain value, any one thread; used once
class StructureBuilder
{
public:
    StructureBuilder(const StructureTree &tree, const QHash<QString, QString> &values);

    Result<QByteArray, StructureProblem> build();

private:
    struct Extent
    {
        qsizetype begin = 0;
        qsizetype end = 0;
        qint64 items = 0;
        bool present = false;
    };

    bool knowsEveryPath();
    void writeFields(const std::vector<FieldNode> &fields, const QString &prefix);
    void writeField(const FieldNode &field, const QString &path);
    void writeNumber(const FieldNode &field, const QString &path);
    void writeBits(const FieldNode &field, const QString &path);
    void writeBytes(const FieldNode &field, const QString &path);
    qint64 writeArray(const FieldNode &field, const QString &path);
    void writeItems(const FieldNode &field, const QString &path, qint64 items);
    void patchComputed(const std::vector<FieldNode> &fields, const std::vector<Extent> &extents,
                       const QString &prefix);
    void patchChecksums(const std::vector<FieldNode> &fields, const std::vector<Extent> &extents);
    Extent covered(const SiblingRange &range, const std::vector<Extent> &extents) const;
    qint64 itemsOf(const FieldNode &field, const QString &path) const;
    quint64 numberOf(const FieldNode &field, const QString &path);
    QByteArray encodedNumber(const FieldNode &field, quint64 raw, const QString &path);
    bool isPresent(const FieldNode &field) const;
    std::optional<qint64> evaluated(const Expression &expression) const;
    void remember(const FieldNode &field, quint64 raw, const QString &path);
    bool computes(const FieldNode &field) const;
    void fail(const char *reason, const QString &path);
    bool readsBack();

    const StructureTree &m_tree;
    const QHash<QString, QString> &m_given;
    QByteArray m_bytes;
    std::vector<std::optional<qint64>> m_slots;
    std::vector<QString> m_slotPaths;       // the last field that stood in the slot
    QHash<QString, quint64> m_computed;     // path -> what the round before found
    QHash<QString, quint64> m_nextComputed; // … and this round
    std::vector<char> m_inferred;           // by slot: a length elsewhere gives it its value
    std::size_t m_fields = 0;
    std::optional<StructureProblem> m_problem;
};

} // namespace netcore
