#include "netcore/frames/framefilter.h"

#include "netcore/frames/framebytes.h"

#include <algorithm>
#include <functional>

namespace netcore {

namespace {

constexpr quint64 framesBetweenQuestions = 256;

/// One frame's fields, read when the filter first asks for one.
class FieldLook
{
public:
    FieldLook(const FieldsOf &fieldsOf, std::function<QByteArray()> bytes)
        : m_fieldsOf(fieldsOf), m_bytes(std::move(bytes))
    {
    }
    std::optional<Filter::Value> operator()(const QString &path)
    {
        if (!m_fieldsOf)
            return std::nullopt;
        if (!m_fields)
            m_fields = m_fieldsOf(m_bytes());
        const auto field = std::find_if(m_fields->begin(), m_fields->end(),
                                        [&](const FieldValue &one) { return one.path == path; });
        if (field == m_fields->end() || !field->value.isValid())
            return std::nullopt;
        FieldValue bare = *field;
        bare.label.clear();
        Filter::Value value{.number = std::nullopt, .texts = {fieldText(bare)}};
        if (!field->label.isEmpty())
            value.texts << field->label;
        bool isNumber = false;
        const bool isText = field->kind == FieldKind::Bytes || field->kind == FieldKind::Text;
        const double number = isText ? 0 : field->value.toDouble(&isNumber);
        value.number = isNumber ? std::optional(number) : std::nullopt;
        return value;
    }

private:
    const FieldsOf &m_fieldsOf;
    std::function<QByteArray()> m_bytes;
    std::optional<std::vector<FieldValue>> m_fields;
};

/// The frame as a record, so that the filter can be asked.
Record asRecord(const IndexedFrame &frame, const Record &completing)
{
    Record record = completing;
    record.direction = frame.direction;
    record.length = frame.frame.length;
    record.flags = frame.frame.fault == FrameFault::None ? Record::NoFlag : Record::Refusal;
    return record;
}

} // namespace

QStringList filterFields(const Structure &structure)
{
    QStringList paths;
    for (const FieldDeclaration &field : structure.declarations()) {
        if (field.kind != FieldKind::Group && field.kind != FieldKind::Array)
            paths << field.path;
    }
    return paths;
}

void FrameStatistics::add(quint32 length, SteadyNs completed)
{
    lengths.add(length);
    if (last)
        gaps.add(quint64(std::max<SteadyNs>(completed - *last, 0)));
    last = completed;
}

quint64 filterFrames(const RecordingReader &reader, const FrameIndex &index, const FrameFilter &filter,
                     quint64 from, quint64 to, RowSet &positions, FrameStatistics &statistics,
                     const JobProgress &goOn)
{
    Record completing;
    RowNumber completingRow = ~RowNumber(0);
    for (quint64 position = std::max(from, index.first()); position < to; ++position) {
        if (goOn && position % framesBetweenQuestions == 0 && !goOn(position - std::min(from, position)))
            return position;
        const IndexedFrame frame = index.at(position);
        if (filter.direction != Direction::None && frame.direction != filter.direction)
            continue;
        if (frame.row != completingRow) { // a thousand frames may come from one read
            completing = Record();
            completingRow = reader.read(frame.row, completing) ? frame.row : ~RowNumber(0);
        }
        const auto bytesOf = [&](const Record &) { return frameBytes(reader, index, frame); };
        FieldLook look(filter.fieldsOf, [&] { return frameBytes(reader, index, frame, mostOfFrame); });
        if (!filter.filter.matches(asRecord(frame, completing), bytesOf, std::ref(look)))
            continue;
        positions.add(position);
        statistics.add(frame.frame.length, completing.time);
    }
    return std::max(from, to);
}

} // namespace netcore
