#pragma once

#include <QtCore/QString>

#include <string>

namespace CLI {
class App;
}

namespace app {

/// What export, import and replay are told; the texts are read when they run.
struct ExchangeOptions
{
    QString file;   // -o
    QString format; // of export
    QString filter;
    quint64 connection = 0; // 0: of all
    QString direction;      // "in", "out", or empty
    QString to;             // endpoint to replay to
    QString asServer;       // or to answer at
    QString timing;
};

/// What CLI11 fills for them.
struct ExchangeWords
{
    std::string file, format, filter, direction, to, asServer, timing;
    quint64 connection = 0;

    void addExport(CLI::App &app);
    void addImport(CLI::App &app);
    void addReplay(CLI::App &app);
    ExchangeOptions options() const;
};

} // namespace app
