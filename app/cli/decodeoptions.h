#pragma once

#include <QtCore/QString>

#include <string>

namespace CLI {
class App;
}

namespace app {

/// What decode is told besides the recording and the filter.
struct DecodeOptions
{
    QString decodeAs;
    quint64 most = 2000; // chunks and datagrams
    quint64 from = 0;    // the row to begin at
};

/// What CLI11 fills for it.
struct DecodeWords
{
    std::string decodeAs;
    quint64 most = 2000;
    quint64 from = 0;

    void addTo(CLI::App &app);
    DecodeOptions options() const;
};

} // namespace app
