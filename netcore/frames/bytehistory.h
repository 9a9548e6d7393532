#pragma once

#include "netcore/frames/frameindex.h"
#include "netcore/recording/recordingstore.h"
#include "netcore/structure/structure.h"

#include <functional>
#include <optional>
#include <vector>

namespace netcore {

/// A number at a fixed place in a frame, or a field of a structure: `4 u16be`, `-2 u16le` (from the frame's
/// end), `header.length`.
struct FieldPin
{
    enum class Type : quint8 { Unsigned, Signed, Float } type = Type::Unsigned;
    qint64 offset = 0; // negative: from the end
    int width = 1;     // bytes: 1, 2, 3, 4 or 8; of a float 4 or 8
    bool little = false;
    QString path; // of a structure's field; then the rest does not matter

    /// Errors   InvalidArgument with the position of the word that is wrong
    static Result<FieldPin> parse(QStringView text);
    QString toString() const;
    bool operator==(const FieldPin &) const = default;
};

/// The types that a pin can have, as they are written: "u8", "u16be", "f64le", …
const std::vector<const char *> &pinTypes();

/// What a pin found in one frame.
struct PinnedValue
{
    quint64 position = 0; // of the frame
    Direction direction = Direction::In;
    SteadyNs time = 0;
    bool present = false; // the frame is long enough
    QString text;         // exact, in digits; or the field's text
    std::optional<double> number;
};

/// Reads a frame's fields; asked only for a pinned field.
using FieldsOf = std::function<std::vector<FieldValue>(QByteArrayView frame)>;

/// The value in one frame.
PinnedValue valueAt(const FieldPin &pin, QByteArrayView frame, const FieldsOf &fieldsOf = {});

/// A field's value as text: "3", "Read (3)" where it has a label, bytes as hex.
QString fieldText(const FieldValue &field);

/// The values in these frames (positions of the index), in the order given.
///
/// Limits   reads at most 64 KiB of a frame
/// Thread   any thread, blocking
std::vector<PinnedValue> history(const RecordingReader &reader, const FrameIndex &index, const FieldPin &pin,
                                 const std::vector<quint64> &positions, const FieldsOf &fieldsOf = {});

} // namespace netcore
