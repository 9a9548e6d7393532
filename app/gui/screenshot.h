#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

namespace app {

class MainWindow;

/// Renders the window at 1280 × 800 to a PNG file once what was asked for has passed, and ends the program:
/// 0, or 1 where the demo failed or the file cannot be written.
class Screenshot : public QObject
{
    Q_OBJECT

public:
    Screenshot(MainWindow &window, const QString &file);
    void takeAfterDemo();
    void takeSoon();

private:
    void prepare();
    void take();

    MainWindow &m_window;
    QString m_file;
    int m_exitCode = 0;
};

} // namespace app
