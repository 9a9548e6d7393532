#include "app/gui/capturepayloads.h"

#include "netcore/payload/hex.h"
#include "widgets/common/theme.h"
#include "widgets/models/errorcoach.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtCore/QPointer>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace app {

using netcore::CaptureConversation;
using netcore::CapturePiece;
using netcore::Direction;

namespace {

QString carrierName(netcore::Carrier carrier)
{
    switch (carrier) {
    case netcore::Carrier::Tcp: return QStringLiteral("TCP");
    case netcore::Carrier::Udp: return QStringLiteral("UDP");
    case netcore::Carrier::Unix: break;
    }
    return QStringLiteral("Unix");
}

QTableWidgetItem *cell(const QString &text, bool isNumber = false)
{
    auto *item = new QTableWidgetItem(text);
    item->setFlags(item->flags() & ~Qt::ItemIsEditable);
    if (isNumber)
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

} // namespace

CapturePayloads payloadsOf(const std::vector<CapturePiece> &pieces, CaptureSide side, const QString &folder)
{
    CapturePayloads made;
    for (const CapturePiece &piece : pieces) {
        const bool isOut = piece.direction == Direction::Out;
        if (piece.bytes.isEmpty() || (side == CaptureSide::Outbound && !isOut) ||
            (side == CaptureSide::Inbound && isOut))
            continue;
        if (made.payloads.size() >= CapturePayloads::mostPayloads ||
            piece.bytes.size() > CapturePayloads::longest) {
            ++made.left;
            continue;
        }
        models::SavedPayload payload;
        const QString arrow = isOut ? QStringLiteral("→") : QStringLiteral("←");
        payload.name = QStringLiteral("%1 %2 %3 B")
                           .arg(made.payloads.size() + 1, 4, 10, QLatin1Char('0'))
                           .arg(arrow)
                           .arg(piece.bytes.size());
        payload.folder = folder;
        payload.form = netcore::PayloadForm::Hex;
        payload.text = netcore::hex::format(piece.bytes);
        made.payloads.append(payload);
    }
    return made;
}

CaptureChoice::CaptureChoice(const QString &file, QWidget *parent)
    : QDialog(parent)
    , m_file(file)
    , m_table(new QTableWidget(0, 5, this))
    , m_side(new QComboBox(this))
    , m_status(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
    , m_cancelled(std::make_shared<std::atomic<bool>>(false))
{
    setObjectName(QStringLiteral("captureChoice"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Payloads of a capture: %1").arg(models::plain(QFileInfo(file).fileName(), 100)));
    m_table->setObjectName(QStringLiteral("conversations"));
    m_table->setAccessibleName(tr("Conversations of the capture"));
    m_table->setHorizontalHeaderLabels({tr("By"), tr("Local"), tr("Peer"), tr("Out, B"), tr("In, B")});
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(widgets::metrics::rowHeight(font()));
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_side->setObjectName(QStringLiteral("side"));
    m_side->addItems({tr("What went out"), tr("What came in"), tr("Both sides")});
    m_side->setAccessibleName(tr("Which side"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_status->setObjectName(QStringLiteral("captureStatus"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_side);
    row->addWidget(m_status, 1);
    row->addWidget(m_buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(widgets::metrics::gap, widgets::metrics::gap, widgets::metrics::gap,
                               widgets::metrics::gap);
    column->setSpacing(widgets::metrics::gap);
    column->addWidget(m_table, 1);
    column->addLayout(row);
    resize(170 * widgets::metrics::grid, 90 * widgets::metrics::grid);
    m_pool.setMaxThreadCount(1);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &CaptureChoice::takeChosen);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_table, &QTableWidget::cellDoubleClicked, this, &CaptureChoice::takeChosen);
    list();
}

CaptureChoice::~CaptureChoice()
{
    *m_cancelled = true;
}

template <typename T>
void CaptureChoice::read(std::function<netcore::Result<T>(const netcore::ExchangeProgress &)> job,
                         std::function<void(const T &)> then)
{
    m_reading = true;
    tell(tr("Reading the capture …"));
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
    const auto cancelled = m_cancelled;
    const QPointer<CaptureChoice> self(this);
    m_pool.start([job, then, cancelled, self] {
        auto result =
            std::make_shared<netcore::Result<T>>(job([&](quint64, quint64) { return !*cancelled; }));
        // The dialog waits for the pool before it goes, so that it is there to be posted to.
        QMetaObject::invokeMethod(
            self.data(),
            [self, then, result] {
                self->m_reading = false;
                self->tell(*result ? QString() : models::shortReason(result->error()));
                if (*result)
                    then(**result);
            },
            Qt::QueuedConnection);
    });
}

void CaptureChoice::list()
{
    read<std::vector<CaptureConversation>>(
        [file = m_file](const netcore::ExchangeProgress &progress) {
            return netcore::conversationsOf(file, progress);
        },
        [this](const std::vector<CaptureConversation> &conversations) { show(conversations); });
}

void CaptureChoice::show(const std::vector<CaptureConversation> &conversations)
{
    m_conversations = conversations;
    m_table->setRowCount(int(conversations.size()));
    const QLocale locale;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const CaptureConversation &each = conversations[size_t(row)];
        m_table->setItem(row, 0, cell(carrierName(each.facts.carrier)));
        m_table->setItem(row, 1, cell(each.facts.local.toString()));
        m_table->setItem(row, 2, cell(each.facts.peer.toString()));
        m_table->setItem(row, 3, cell(locale.toString(each.bytesOut), true));
        m_table->setItem(row, 4, cell(locale.toString(each.bytesIn), true));
    }
    m_table->selectRow(0);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(!conversations.empty());
    if (conversations.empty())
        tell(tr("There is no TCP or UDP conversation in it."));
}

void CaptureChoice::takeChosen()
{
    const int row = m_table->currentRow();
    if (m_reading || row < 0 || row >= int(m_conversations.size()))
        return;
    const CaptureConversation &conversation = m_conversations[size_t(row)];
    const auto side = CaptureSide(m_side->currentIndex());
    // A folder takes no slash and no colon of its own.
    const QString folder =
        tr("Capture %1 %2").arg(carrierName(conversation.facts.carrier), QString::number(row + 1));
    read<std::vector<CapturePiece>>(
        [file = m_file, id = conversation.id](const netcore::ExchangeProgress &progress) {
            return netcore::piecesOf(file, id, 256u << 20, progress);
        },
        [this, side, folder](const std::vector<CapturePiece> &pieces) {
            const CapturePayloads made = payloadsOf(pieces, side, folder);
            if (made.payloads.isEmpty())
                return tell(tr("There are no bytes on this side."));
            Q_EMIT chosen(made.payloads);
            if (made.left == 0)
                return void(close());
            m_buttons->button(QDialogButtonBox::Ok)->setEnabled(true);
            tell(tr("%1 payloads taken, %2 left out: there are too many or they are too long")
                     .arg(QLocale().toString(made.payloads.size()), QLocale().toString(made.left)));
        });
}

void CaptureChoice::tell(const QString &sentence)
{
    m_status->setText(sentence);
}

} // namespace app
