#include "netcore/automation/recordedspec.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QtEndian>

#include <algorithm>

namespace netcore {

namespace {

constexpr QStringView recordedBegin = u"recorded(";
constexpr qsizetype markLength = 16;
constexpr qsizetype markedBytes = 64 * 1024;

NetError wrongRecorded(const char *reason, qsizetype position)
{
    return NetError::invalid(reason, position);
}

/// Walks over the text behind `recorded(`.
struct RecordedText
{
    QStringView text;
    qsizetype at = 0;

    void skipBlanks()
    {
        while (at < text.size() && text[at].isSpace())
            ++at;
    }
    bool take(QChar wanted)
    {
        skipBlanks();
        if (at >= text.size() || text[at] != wanted)
            return false;
        ++at;
        return true;
    }
    bool takeQuoted(QString &inside)
    {
        if (!take(u'"'))
            return false;
        for (; at < text.size() && text[at] != u'"'; ++at) {
            if (text[at] == u'\\' && at + 1 < text.size())
                ++at;
            inside += text[at];
        }
        return take(u'"');
    }
    /// Up to a comma or the end, without blanks around it.
    QStringView takeWord()
    {
        const qsizetype from = at;
        while (at < text.size() && text[at] != u',' && text[at] != u')')
            ++at;
        return text.sliced(from, at - from).trimmed();
    }
};

bool isMark(QStringView word)
{
    return word.size() == markLength && std::all_of(word.begin(), word.end(), [](QChar c) {
               return c.isDigit() || (c >= u'a' && c <= u'f');
           });
}

/// "connection=3" and the like; false where it is none of them.
bool takeMember(QStringView word, RecordedSpec &spec)
{
    const qsizetype equals = word.indexOf(u'=');
    const QStringView name = equals < 0 ? word : word.first(equals).trimmed();
    const QStringView value = equals < 0 ? QStringView() : word.sliced(equals + 1).trimmed();
    if (name == u"connection") {
        bool isNumber = false;
        spec.connection = ConnectionId(value.toUInt(&isNumber));
        return isNumber && spec.connection != ConnectionId::None;
    }
    if (name == u"side") {
        spec.side = value == u"in" ? Direction::In : Direction::Out;
        return value == u"in" || value == u"out";
    }
    if (name != u"mark" || !isMark(value))
        return false;
    spec.mark = value.toLatin1();
    return true;
}

} // namespace

bool RecordedSpec::isMeantBy(QStringView text)
{
    return text.trimmed().startsWith(recordedBegin);
}

Result<RecordedSpec> RecordedSpec::parse(QStringView text)
{
    RecordedText rest{text};
    rest.skipBlanks();
    if (!text.sliced(rest.at).startsWith(recordedBegin))
        return refused(wrongRecorded(NETCORE_REASON("recorded(\"FILE\", …) is expected here"), rest.at));
    rest.at += recordedBegin.size();
    RecordedSpec spec;
    if (!rest.takeQuoted(spec.file) || spec.file.isEmpty() || spec.file.contains(QChar(u'\0')))
        return refused(wrongRecorded(
            NETCORE_REASON("the recording's file is expected here, in double quotes"), rest.at));
    while (rest.take(u',')) {
        rest.skipBlanks();
        const qsizetype position = rest.at;
        if (!takeMember(rest.takeWord(), spec))
            return refused(wrongRecorded(
                NETCORE_REASON("connection=N, side=in, side=out or mark=… is expected here"), position));
    }
    const bool isClosed = rest.take(u')');
    rest.skipBlanks();
    if (!isClosed || rest.at != text.size())
        return refused(wrongRecorded(NETCORE_REASON("a closing parenthesis is expected here"), rest.at));
    if (spec.connection == ConnectionId::None)
        return refused(
            wrongRecorded(NETCORE_REASON("the number of the connection is missing: connection=N"), rest.at));
    return spec;
}

QString RecordedSpec::toString() const
{
    QString quoted = file;
    quoted.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return QStringLiteral("recorded(\"%1\", connection=%2, side=%3%4)")
        .arg(quoted, QString::number(quint32(connection)),
             side == Direction::In ? QStringLiteral("in") : QStringLiteral("out"),
             mark.isEmpty() ? QString() : QStringLiteral(", mark=") + QString::fromLatin1(mark));
}

QByteArray RecordedSpec::markOf(const ReplayScript &script)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const RecordingReader reader(script.store);
    qsizetype left = markedBytes;
    for (const ReplayStep &step : script.steps) {
        const quint64 numbers[] = {qToLittleEndian(quint64(step.record.time)),
                                   qToLittleEndian(quint64(step.record.length)), qToLittleEndian(step.after)};
        hash.addData(QByteArrayView(reinterpret_cast<const char *>(numbers), sizeof numbers));
        QByteArray payload;
        if (left <= 0 || !reader.readPayload(step.record, payload))
            continue;
        hash.addData(QByteArrayView(payload).first(std::min(payload.size(), left)));
        left -= payload.size();
    }
    return hash.result().toHex().first(markLength);
}

Result<std::shared_ptr<const ReplayScript>> RecordedSpec::load(const Progress &progress) const
{
    const auto store = RecordingStore::open(file);
    if (!store)
        return refused(store.error());
    auto script = ReplayScript::load(*store, connection, side, progress);
    if (script && !mark.isEmpty() && markOf(**script) != mark)
        return refused(
            NetError::of(ErrorKind::Damaged, "open",
                         NETCORE_REASON("the recording has changed: this is another conversation now")));
    return script;
}

} // namespace netcore
