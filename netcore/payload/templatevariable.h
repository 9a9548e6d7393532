#pragma once

#include "netcore/payload/templatenode.h"

#include <optional>

namespace netcore {

/// A variable's text, read once an expansion, with what it costs.
struct TemplateExpander::Variable
{
    TemplateTree tree;
    std::optional<TemplateCost> cost;
};

} // namespace netcore
