#include "netcore/framing/framerkind.h"

namespace netcore {

/// The framings that know a protocol.
std::vector<FramerKind> protocolKinds()
{
    return {};
}

} // namespace netcore
