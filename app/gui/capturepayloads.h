#pragma once

#include "netcore/exchange/captureimport.h"
#include "widgets/models/savedpayload.h"

#include <QtCore/QThreadPool>
#include <QtWidgets/QDialog>

#include <atomic>
#include <memory>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QTableWidget;

namespace app {

/// The payloads of a conversation's pieces, as the library keeps them: hex, numbered, in a folder of the
/// conversation.
///
/// Limits   the first `mostPayloads` pieces with bytes; `left` counts what is left out (empty pieces are not
/// counted)
struct CapturePayloads
{
    static constexpr qsizetype mostPayloads = 1000;
    static constexpr qsizetype longest = 512 * 1024; // bytes of one; a longer one is left out
    QList<models::SavedPayload> payloads;
    quint64 left = 0;
};
enum class CaptureSide : quint8 { Outbound, Inbound, Both };
CapturePayloads payloadsOf(const std::vector<netcore::CapturePiece> &pieces, CaptureSide side,
                           const QString &folder);

/// Chooses a conversation of a capture (pcap, pcapng) and a side of it; not modal. The file is read in a
/// pool.
///
/// Errors   told in place; closing it ends the reading
/// Thread   GUI thread
class CaptureChoice : public QDialog
{
    Q_OBJECT

public:
    CaptureChoice(const QString &file, QWidget *parent);
    ~CaptureChoice() override;

    bool isReading() const { return m_reading; }

Q_SIGNALS:
    void chosen(const QList<models::SavedPayload> &payloads);

private:
    void list();
    void show(const std::vector<netcore::CaptureConversation> &conversations);
    void takeChosen();
    void tell(const QString &sentence);
    /// Runs `job` in the pool, `then` here with what it gave; nothing where this is gone by then.
    template <class T>
    void read(std::function<netcore::Result<T>(const netcore::ExchangeProgress &)> job,
              std::function<void(const T &)> then);

    QString m_file;
    std::vector<netcore::CaptureConversation> m_conversations;
    QTableWidget *m_table;
    QComboBox *m_side;
    QLabel *m_status;
    QDialogButtonBox *m_buttons;
    bool m_reading = false;
    std::shared_ptr<std::atomic<bool>> m_cancelled;
    QThreadPool m_pool; // last: goes first
};

} // namespace app
