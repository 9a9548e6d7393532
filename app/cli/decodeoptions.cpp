#include "app/cli/decodeoptions.h"

#include "netcore/dissect/tshark.h"

#include <CLI/CLI.hpp>

namespace app {

namespace {

const CLI::Validator isProtocol(
    [](std::string &text) {
        const auto name = netcore::tshark::checkDecodeAs(QString::fromStdString(text));
        return name ? std::string() : "'" + text + "' is " + name.error().reason;
    },
    "PROTOCOL");

} // namespace

void DecodeWords::addTo(CLI::App &app)
{
    app.add_option("--decode-as", decodeAs,
                   "the protocol of every port, by its name in Wireshark: http, mbtcp, dns, …")
        ->check(isProtocol);
    app.add_option("--most", most, "so many chunks and datagrams (2000)")
        ->check(CLI::Range(1, 1'000'000))
        ->type_name("N");
    app.add_option("--from", from, "begin at this row (0)")->type_name("ROW");
}

DecodeOptions DecodeWords::options() const
{
    return {QString::fromStdString(decodeAs), most, from};
}

} // namespace app
