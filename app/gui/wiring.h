#pragma once

namespace app {

class MainWindow;

/// Connects the parts of the window with the engine and with each other, one function a concern.
void wireWindow(MainWindow &window);

void wireEngine(MainWindow &window);      // deltas, failures and outcomes come in
void wireSessions(MainWindow &window);    // commands of quick-open bar and connection table go out
void wireSending(MainWindow &window);     // composer and saved payloads
void wireSelection(MainWindow &window);   // row <-> connection
void wireFaults(MainWindow &window);      // what an explanation offers
void wireActions(MainWindow &window);     // keys, menu, palette
void wireExchange(MainWindow &window);    // export, import, replay
void wirePreferences(MainWindow &window); // settings at once, histories kept

} // namespace app
