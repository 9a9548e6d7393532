#pragma once

#include "netcore/framing/framingspec.h"
#include "netcore/framing/headerframer.h"

namespace netcore {

/// Reads the arguments of `template(…)`: a header of fields, one of which says how long the rest is.
///
/// Text     fields in wire order, separated by commas: `'\xAA\x55'` (always these bytes; text in quotes, with
/// escapes),
///          `id:u16be` (a number of any value; the name may be left out), `6` (so many bytes of any value),
///          and exactly one `len:u16be`. Then `plus=n` (added to the length), `incl` (it counts the header
///          and tail too), `tail=n` (bytes after the payload that it does not count)
/// Frame    the payload is what lies between header and tail. With fixed bytes in it, the header is looked
/// for again after
///          rubbish; without, nothing resynchronises
/// Errors   NetError{InvalidArgument} with the position in the spec
Result<HeaderShape> readTemplate(SpecReader &spec);

} // namespace netcore
