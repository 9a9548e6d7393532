#pragma once

#include "netcore/structure/structurelexer.h"
#include "netcore/structure/structuretree.h"

#include <optional>
#include <vector>

namespace netcore {

/// Reads a structure's text. The first problem ends the reading.
class StructureParser
{
public:
    explicit StructureParser(QStringView text) : m_text(text), m_lexer(text) {}

    Result<std::shared_ptr<StructureTree>, StructureProblem> parse();

private:
    struct Scope
    {
        std::vector<FieldNode> *fields;
        QString prefix;
        bool optional = false;
    };
    struct Name // of a sibling that may only come later
    {
        StructureToken token;
        bool end = false;
    };
    struct Range
    {
        std::size_t field = 0;
        Name first;
        Name last;
        bool check = false;
    };
    struct Declared // by slot
    {
        bool fixed = false; // its value is given otherwise
    };

    // Every one of these says false, or nothing, once there is a problem.
    bool fail(const char *reason, const StructureToken &at);
    bool advance();
    bool take(const char *sign);
    bool expect(const char *sign, const char *reason);
    bool takeWord(const char *word);

    bool readFields(std::vector<FieldNode> &fields, const QString &prefix, int depth, bool optional);
    bool readField(std::vector<FieldNode> &fields, const QString &prefix, int depth, bool optional,
                   std::vector<Range> &ranges);
    bool readName(std::vector<FieldNode> &fields, FieldNode &field);
    bool readType(FieldNode &field, const QString &path, int depth);
    bool readScalar(FieldNode &field, const StructureToken &word);
    bool readSized(FieldNode &field);
    bool readEncoding(FieldNode &field);
    bool readGroup(FieldNode &field, const QString &path, int depth);
    bool readArray(FieldNode &field, const QString &path, int depth);
    bool readBits(FieldNode &field, const QString &path, int depth);
    bool readBitMember(FieldNode &field, const QString &path, int depth);
    bool readModifiers(FieldNode &field, std::size_t index, std::vector<Range> &ranges);
    bool readModifier(FieldNode &field, std::size_t index, std::vector<Range> &ranges);
    bool readScale(FieldNode &shown);
    bool readNames(FieldNode &shown);
    bool readShown(FieldNode &shown);
    bool readRange(FieldNode &field, std::size_t index, bool check, std::vector<Range> &ranges);
    bool readSiblingName(Name &name);
    bool readConstant(FieldNode &field);
    bool readInitial(FieldNode &field);
    bool resolve(std::vector<FieldNode> &fields, const std::vector<Range> &ranges);
    bool resolveOne(std::vector<FieldNode> &fields, const Range &range);
    std::optional<int> siblingIndex(const std::vector<FieldNode> &fields, const Name &name);

    std::optional<double> readDouble();
    std::optional<qint64> readInteger();
    std::optional<QByteArray> readBytesLiteral();

    ExpressionPtr readExpression();
    ExpressionPtr readChoice(int depth);
    ExpressionPtr readBinary(int level, int depth);
    ExpressionPtr readUnary(int depth);
    ExpressionPtr readOperand(int depth);
    ExpressionPtr readReference();
    ExpressionPtr node(Expression::What what, ExpressionPtr first = {}, ExpressionPtr second = {},
                       ExpressionPtr third = {});
    const FieldNode *found(const QString &name) const;
    void infer(FieldNode &field);

    bool declare(FieldNode &field, const QString &path, int depth, bool optional);
    void describe(const FieldNode &field, const FieldNode &shown);

    QStringView m_text;
    StructureLexer m_lexer;
    StructureToken m_token;
    bool m_afterBrace = false; // the last thing read was a '}'
    int m_expressionNodes = 0;
    std::optional<StructureProblem> m_problem;
    std::vector<Scope> m_scopes;
    std::vector<Declared> m_declared;
    std::shared_ptr<StructureTree> m_tree;
};

} // namespace netcore
