#pragma once

#include <QtCore/QString>

namespace app {

class MainWindow;

/// Whether a word of the command line means a file: it is one, or ends like one of ours and is no endpoint.
bool meansFile(const QString &word);

/// Shows a file by what it holds, not by its name: a workspace (JSON), a capture (pcap, pcapng), else a
/// recording.
///
/// Errors   what cannot be read is told in the window
/// Thread   GUI thread; a capture is read by a FileJob
void openFile(MainWindow &window, const QString &file);

/// From now on files that are dropped on the window are opened in it.
void takeDrops(MainWindow &window);

} // namespace app
