#include "netcore/payload/templatenode.h"

#include "netcore/payload/hex.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <algorithm>
#include <utility>

namespace netcore {

namespace {

using NodeKind = TemplateNode::Kind;

constexpr int deepestRepeat = 4;

bool isSectionName(QStringView text)
{
    return !text.isEmpty() && text.size() <= 64 && text.front().isLetter() &&
           std::all_of(text.begin(), text.end(),
                       [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'-'; });
}

class TemplateReader
{
public:
    TemplateReader(QStringView text, PayloadForm form, TextEncoding encoding)
        : m_text(text), m_form(form), m_encoding(encoding)
    {
    }

    Result<TemplateTree> read()
    {
        const bool hasFields = m_form == PayloadForm::Text || m_form == PayloadForm::Hex;
        if (m_text.size() > 8 * maxPayload)
            return refused(NetError::of(ErrorKind::LimitExceeded, "payload",
                                        NETCORE_REASON("the text is too long for a payload of 16 MiB")));
        TemplateTree tree;
        const Result<void> done =
            hasFields ? readNodes(tree.nodes, -1, 0) : readLiteral(tree.nodes, 0, m_text.size());
        if (!done)
            return refused(done.error());
        tree.places = std::move(m_places);
        return tree;
    }

private:
    bool isText() const { return m_form == PayloadForm::Text; }
    bool startsAt(qsizetype at, QStringView what) const { return m_text.sliced(at).startsWith(what); }

    /// Up to {{/repeat}} where `opened` (the repeat's position) is not negative, else to the end.
    Result<void> readNodes(std::vector<TemplateNode> &nodes, qsizetype opened, int depth)
    {
        while (m_at < m_text.size()) {
            if (const Result<void> done = readLiteralRun(nodes); !done)
                return done;
            if (m_at >= m_text.size())
                break;
            const Result<QStringView> inside = takeBraces();
            if (!inside)
                return refused(inside.error());
            const qsizetype position = m_places.back().position;
            if (*inside == u"/repeat") {
                m_places.back().hasValue = false;
                return opened >= 0 ? checkScope(nodes)
                                   : wrong(NETCORE_REASON("this ends a repeat that was not begun"), position);
            }
            if (const Result<void> done = addNode(nodes, *inside, position, depth); !done)
                return done;
        }
        if (opened >= 0)
            return wrong(NETCORE_REASON("this repeat is never ended: {{/repeat}} is missing"), opened);
        return checkScope(nodes);
    }

    /// Up to the next {{; in text, \{ is a brace that begins none.
    Result<void> readLiteralRun(std::vector<TemplateNode> &nodes)
    {
        qsizetype from = m_at;
        while (m_at < m_text.size() && !startsAt(m_at, u"{{")) {
            if (!isText() || m_text[m_at] != u'\\') {
                ++m_at;
            } else if (startsAt(m_at, u"\\{")) {
                if (const Result<void> done = readLiteral(nodes, from, m_at); !done)
                    return done;
                addBrace(nodes);
                from = m_at;
            } else {
                m_at = std::min(m_at + 2, m_text.size());
            }
        }
        return readLiteral(nodes, from, m_at);
    }

    void addBrace(std::vector<TemplateNode> &nodes)
    {
        TemplateNode node;
        node.position = m_at;
        node.bytes = encodeText(u"{", m_encoding).value_or(QByteArray());
        nodes.push_back(std::move(node));
        m_at += 2;
    }

    Result<void> readLiteral(std::vector<TemplateNode> &nodes, qsizetype from, qsizetype to)
    {
        if (from == to)
            return {};
        Result<QByteArray> bytes = parsePayload(m_text.sliced(from, to - from), m_form, m_encoding);
        if (!bytes) {
            NetError error = bytes.error();
            error.position = from + std::max<qsizetype>(error.position, 0);
            return refused(error);
        }
        TemplateNode node;
        node.position = from;
        node.bytes = std::move(*bytes);
        nodes.push_back(std::move(node));
        return {};
    }

    /// The inside of the field that begins here; quotes may hold braces.
    Result<QStringView> takeBraces()
    {
        const qsizetype open = m_at;
        bool quoted = false;
        for (m_at += 2; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == u'\'')
                quoted = !quoted;
            else if (!quoted && startsAt(m_at, u"}}"))
                break;
        }
        if (m_at >= m_text.size())
            return wrong(isText() ? NETCORE_REASON("this field is never closed: }} is missing; a brace that "
                                                   "begins no field is written \\{")
                                  : NETCORE_REASON("this field is never closed: }} is missing"),
                         open);
        const QStringView inside = m_text.sliced(open + 2, m_at - open - 2);
        m_at += 2;
        m_places.push_back({open, m_at - open, true});
        return inside;
    }

    Result<void> addNode(std::vector<TemplateNode> &nodes, QStringView inside, qsizetype position, int depth)
    {
        const QStringView trimmed = inside.trimmed();
        if (trimmed.startsWith(u"repeat:"))
            return addRepeat(nodes, trimmed, position, depth);
        if (trimmed.startsWith(u'/') || (isSectionName(trimmed) && !isFieldWord(trimmed))) {
            addSection(nodes, trimmed, position);
            return {};
        }
        Result<FieldFormula> formula = parseFormula(inside, position + 2);
        if (!formula)
            return refused(formula.error());
        TemplateNode node;
        node.kind = NodeKind::Field;
        node.position = position;
        node.formula = std::move(*formula);
        node.text = trimmed.toString();
        nodes.push_back(std::move(node));
        return {};
    }

    void addSection(std::vector<TemplateNode> &nodes, QStringView name, qsizetype position)
    {
        m_places.back().hasValue = false;
        const bool ends = name.startsWith(u'/');
        TemplateNode node;
        node.kind = ends ? NodeKind::SectionEnd : NodeKind::SectionBegin;
        node.position = position;
        node.text = name.sliced(ends ? 1 : 0).toString();
        nodes.push_back(std::move(node));
    }

    Result<void> addRepeat(std::vector<TemplateNode> &nodes, QStringView inside, qsizetype position,
                           int depth)
    {
        m_places.back().hasValue = false;
        bool ok = false;
        TemplateNode node;
        node.kind = NodeKind::Repeat;
        node.position = position;
        node.times = inside.sliced(7).toULongLong(&ok);
        if (!ok)
            return wrong(NETCORE_REASON("how often is expected behind repeat:, e.g. {{repeat:3}}"), position);
        if (depth >= deepestRepeat)
            return wrong(NETCORE_REASON("repeats stand at most 4 deep"), position);
        if (const Result<void> done = readNodes(node.inside, position, depth + 1); !done)
            return done;
        nodes.push_back(std::move(node));
        return {};
    }

    /// Every section is closed once, and whoever names one has it in the same repeat.
    Result<void> checkScope(const std::vector<TemplateNode> &nodes) const
    {
        QHash<QString, qsizetype> open;
        QSet<QString> names;
        for (const TemplateNode &node : nodes) {
            if (node.kind == NodeKind::SectionBegin) {
                if (names.contains(node.text))
                    return wrong(NETCORE_REASON("another section has this name"), node.position);
                names.insert(node.text);
                open.insert(node.text, node.position);
            } else if (node.kind == NodeKind::SectionEnd && !open.remove(node.text)) {
                return wrong(NETCORE_REASON("this ends a section that was not begun"), node.position);
            }
        }
        if (!open.isEmpty())
            return wrong(NETCORE_REASON("this is no field, and as a section it is never ended with {{/…}}; "
                                        "fields are len, crc, counter, time, rand, uuid, file, var, captured "
                                        "and repeat"),
                         *std::min_element(open.cbegin(), open.cend()));
        return checkNames(nodes, names);
    }

    static Result<void> checkNames(const std::vector<TemplateNode> &nodes, const QSet<QString> &names)
    {
        for (const TemplateNode &node : nodes) {
            const FieldRange &range = node.formula.range;
            if (node.kind == NodeKind::Field && node.formula.isComputed() &&
                range.kind == FieldRange::Kind::Section && !names.contains(range.section))
                return wrong(NETCORE_REASON("there is no section with this name here"), range.position);
        }
        return {};
    }

    QStringView m_text;
    PayloadForm m_form;
    TextEncoding m_encoding;
    qsizetype m_at = 0;
    std::vector<FieldPlace> m_places;
};

} // namespace

Result<TemplateTree> readTemplate(QStringView text, PayloadForm form, TextEncoding encoding)
{
    return TemplateReader(text, form, encoding).read();
}

} // namespace netcore
