#include "app/gui/openedfiles.h"

#include "app/gui/exchangefiles.h"
#include "app/gui/mainwindow.h"
#include "app/gui/recordingfiles.h"
#include "app/gui/workspacefiles.h"

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtGui/QDropEvent>

#include <algorithm>
#include <array>

namespace app {

namespace {

/// The first bytes of pcap (both byte orders, micro- and nanoseconds) and pcapng files. Source: libpcap,
/// pcap-savefile(5); draft-ietf-opsawg-pcapng, Section Header Block.
constexpr std::array<const char *, 5> captureBeginnings = {
    "\xA1\xB2\xC3\xD4", "\xD4\xC3\xB2\xA1", "\xA1\xB2\x3C\x4D", "\x4D\x3C\xB2\xA1", "\x0A\x0D\x0D\x0A"};

QByteArray beginningOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.read(64) : QByteArray();
}

bool isCapture(const QByteArray &beginning)
{
    return std::any_of(captureBeginnings.begin(), captureBeginnings.end(),
                       [&](const char *mark) { return beginning.startsWith(mark); });
}

bool isJson(QByteArray beginning)
{
    constexpr const char *byteOrderMark = "\xEF\xBB\xBF";
    if (beginning.startsWith(byteOrderMark))
        beginning = beginning.mid(3);
    return beginning.trimmed().startsWith('{');
}

QStringList localFiles(const QMimeData &data)
{
    QStringList files;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

/// Takes what is dropped where no field wants it.
class Drops : public QObject
{
public:
    explicit Drops(MainWindow &window) : QObject(&window), m_window(window) {}

    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
            return QObject::eventFilter(object, event);
        auto *drop = static_cast<QDropEvent *>(event);
        const QStringList files = localFiles(*drop->mimeData());
        if (files.isEmpty())
            return false;
        drop->acceptProposedAction();
        if (event->type() == QEvent::Drop) {
            for (const QString &file : files)
                openFile(m_window, file);
        }
        return true;
    }

private:
    MainWindow &m_window;
};

} // namespace

bool meansFile(const QString &word)
{
    static const QStringList endings = {QStringLiteral("sockrec"), QStringLiteral("pcap"),
                                        QStringLiteral("pcapng"), QStringLiteral("json")};
    const QFileInfo file(word);
    return !word.contains(QLatin1String("://")) && (file.isFile() || endings.contains(file.suffix()));
}

void openFile(MainWindow &window, const QString &file)
{
    const QByteArray beginning = beginningOf(file);
    if (isCapture(beginning))
        window.exchangeFiles->import(file);
    else if (isJson(beginning))
        window.workspaceFiles->open(file);
    else
        window.recordingFiles->open(file);
}

void takeDrops(MainWindow &window)
{
    window.setAcceptDrops(true);
    window.installEventFilter(new Drops(window));
}

} // namespace app
