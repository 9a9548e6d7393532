#pragma once

#include "netcore/payload/fieldformula.h"
#include "netcore/payload/payloadtemplate.h"

#include <vector>

namespace netcore {

/// One part of a template's text, in order.
struct TemplateNode
{
    enum class Kind : quint8 { Literal, Field, SectionBegin, SectionEnd, Repeat };
    Kind kind = Kind::Literal;
    qsizetype position = 0; // in the text, in characters
    QByteArray bytes;       // Literal
    FieldFormula formula;   // Field
    QString text;           // of the formula, or the section's name
    quint64 times = 0;      // Repeat
    std::vector<TemplateNode> inside;
};

struct TemplateTree
{
    std::vector<TemplateNode> nodes;
    std::vector<FieldPlace> places;
};

/// Reads a template's text into its parts.
Result<TemplateTree> readTemplate(QStringView text, PayloadForm form, TextEncoding encoding);

struct TemplateCost
{
    quint64 bytes = 0; // at least
    quint64 steps = 0;
    bool isFixed = true; // no size depends on the context
};

/// Makes a template's bytes from a context, which it counts on.
class TemplateExpander
{
public:
    TemplateExpander(FieldContext &context, TextEncoding encoding) : m_context(context), m_encoding(encoding)
    {
    }
    ~TemplateExpander();

    /// What an expansion would take; nothing is expanded, no file is read.
    Result<TemplateCost> costOf(const std::vector<TemplateNode> &nodes);
    /// REQUIRES: costOf() was within the limits
    Result<ExpandedPayload> expand(const std::vector<TemplateNode> &nodes, const QString &owner = {});

private:
    struct Variable;
    struct Scope;

    Result<TemplateCost> costOf(const TemplateNode &node);
    Result<TemplateCost> costOfField(const TemplateNode &node);
    Result<TemplateCost> costOfVariable(const TemplateNode &node);
    Result<Variable *> variableOf(const TemplateNode &node);
    Result<void> addParts(const std::vector<TemplateNode> &nodes, Scope &scope);
    Result<void> addPasses(const TemplateNode &repeat, Scope &scope);
    Result<QByteArray> valueOf(const TemplateNode &node, QString &shown, const QString &owner);
    Result<QByteArray> variableBytes(const TemplateNode &node);
    Result<QByteArray> capturedBytes(const TemplateNode &node);
    Result<QByteArray> numberBytes(const TemplateNode &node, quint64 value, QString &shown) const;
    QByteArray timeBytes(const TemplateNode &node, QString &shown) const;
    Result<void> measure(Scope &scope);
    Result<void> fillLengths(Scope &scope, QByteArray &bytes);
    Result<void> fillChecks(Scope &scope, QByteArray &bytes);

    FieldContext &m_context;
    TextEncoding m_encoding;
    QHash<QString, Variable *> m_variables;
    QList<QString> m_open; // variables that are being measured
    size_t m_marks = 0;
};

} // namespace netcore
