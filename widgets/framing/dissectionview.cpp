#include "widgets/framing/dissectionview.h"

#include "netcore/dissect/tshark.h"
#include "widgets/common/theme.h"
#include "widgets/common/tintedbar.h"
#include "widgets/models/dissectionmodel.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtCore/QScopedValueRollback>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <climits>

namespace widgets {

using models::DissectionModel;

namespace {

/// Faults in red, what is secondary dim.
class Tinted final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), metrics::rowHeight(option.font)};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const Theme &theme = themeOf(option->palette);
        if (index.data(DissectionModel::FaultRole).toBool())
            option->palette.setColor(QPalette::Text, theme.fault);
        else if (index.data(DissectionModel::DimRole).toBool())
            option->palette.setColor(QPalette::Text, theme.dim);
        if (!index.parent().isValid() && index.column() == DissectionModel::FieldColumn)
            option->font.setBold(!index.data(DissectionModel::DimRole).toBool());
    }
};

} // namespace

DissectionView::DissectionView(QWidget *parent)
    : QWidget(parent)
    , m_model(new DissectionModel(this))
    , m_decode(new QPushButton(this))
    , m_next(new QPushButton(this))
    , m_asLabel(new QLabel(this))
    , m_as(new QComboBox(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(this))
    , m_message(new ElidedLabel(this))
    , m_pages(new QStackedWidget(this))
    , m_tree(new QTreeView(this))
    , m_emptyText(plainLabel(this, true))
    , m_emptyButton(new QPushButton(this))
    , m_absentText(plainLabel(this, true))
    , m_lookAgain(new QPushButton(this))
{
    build();
    wire();
    setNames({});
    retranslate();
    showPage();
}

void DissectionView::build()
{
    m_decode->setObjectName(QStringLiteral("decode"));
    m_next->setObjectName(QStringLiteral("decodeNext"));
    m_as->setObjectName(QStringLiteral("decodeAs"));
    m_cancel->setObjectName(QStringLiteral("cancelDecoding"));
    m_message->setObjectName(QStringLiteral("decodeMessage"));
    m_tree->setObjectName(QStringLiteral("protocolTree"));
    m_absentText->setObjectName(QStringLiteral("tsharkAbsent"));
    m_lookAgain->setObjectName(QStringLiteral("lookForTshark"));
    m_absentText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_as->setEditable(true);
    m_as->setInsertPolicy(QComboBox::NoInsert);
    m_as->setMinimumWidth(56 * metrics::grid);
    m_as->setMaximumWidth(72 * metrics::grid);
    m_as->completer()->setFilterMode(Qt::MatchContains);
    m_as->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_asLabel->setBuddy(m_as);
    m_progress->setRange(0, 1000);
    m_progress->setMaximumWidth(40 * metrics::grid);
    m_progress->setTextVisible(false);
    m_late.setSingleShot(true);
    m_late.setInterval(300);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(metrics::gap, metrics::grid, metrics::gap, metrics::grid);
    line->setSpacing(metrics::gap);
    line->addWidget(m_decode);
    line->addWidget(m_next);
    line->addWidget(m_asLabel);
    line->addWidget(m_as);
    line->addWidget(m_progress);
    line->addWidget(m_cancel);
    line->addWidget(m_message, 1);
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new Tinted(m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->resizeSection(DissectionModel::FieldColumn, 140 * metrics::grid);
    m_empty = makeNote(m_emptyText, m_emptyButton);
    m_absent = makeNote(m_absentText, m_lookAgain);
    for (QWidget *page : {static_cast<QWidget *>(m_tree), m_empty, m_absent})
        m_pages->addWidget(page);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_pages, 1);
}

/// A text in the middle and one button below it.
QWidget *DissectionView::makeNote(QLabel *text, QPushButton *button)
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    text->setAlignment(Qt::AlignCenter);
    column->addStretch(1);
    column->addWidget(text);
    column->addSpacing(metrics::gap);
    column->addWidget(button, 0, Qt::AlignHCenter);
    column->addStretch(1);
    return page;
}

void DissectionView::wire()
{
    for (QPushButton *button : {m_decode, m_emptyButton})
        connect(button, &QPushButton::clicked, this, &DissectionView::decodeRequested);
    connect(m_next, &QPushButton::clicked, this, &DissectionView::nextRequested);
    connect(m_cancel, &QPushButton::clicked, this, &DissectionView::cancelRequested);
    connect(m_lookAgain, &QPushButton::clicked, this, &DissectionView::lookForTshark);
    connect(&m_late, &QTimer::timeout, this, [this] {
        m_progress->setVisible(m_isRunning);
        m_cancel->setVisible(m_isRunning);
    });
    const auto choose = [this] {
        if (m_chosenAs == decodeAs())
            return;
        m_chosenAs = decodeAs();
        if (!m_subject.isEmpty())
            Q_EMIT decodeAsChosen();
    };
    connect(m_as, &QComboBox::activated, this, choose);
    connect(m_as->lineEdit(), &QLineEdit::editingFinished, this, choose);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (!m_isQuiet && current.isValid())
                    Q_EMIT fieldSelected(m_model->spansOf(current));
            });
}

void DissectionView::setNames(const QList<netcore::DecodeAsName> &names)
{
    const QSignalBlocker quiet(m_as);
    const QString chosen = decodeAs();
    m_as->clear();
    m_as->addItem(tr("automatic"), QString());
    for (const netcore::DecodeAsName &name : names)
        m_as->addItem(tr("%1 – %2").arg(name.name, models::plain(name.purpose, 80)), name.name);
    const int index = m_as->findData(chosen);
    m_as->setCurrentIndex(std::max(0, index));
    if (index < 0)
        m_as->setEditText(chosen);
}

QString DissectionView::decodeAs() const
{
    const QString typed = m_as->currentText().trimmed();
    const int index = m_as->findText(typed);
    return index >= 0 ? m_as->itemData(index).toString() : typed.section(u' ', 0, 0);
}

bool DissectionView::lookForTshark()
{
    const bool had = m_hasTshark;
    m_hasTshark = !netcore::tshark::program().isEmpty();
    showPage();
    if (m_hasTshark && !had)
        Q_EMIT tsharkFound();
    return m_hasTshark;
}

void DissectionView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    lookForTshark();
}

void DissectionView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        showMessage();
}

void DissectionView::retranslate()
{
    m_decode->setText(tr("Decode"));
    m_decode->setToolTip(tr("Has Wireshark decode the selected rows, or the selected connection"));
    m_next->setText(tr("Decode the next ones"));
    m_next->setToolTip(tr("Decodes what follows; Decode begins again with the first"));
    m_asLabel->setText(tr("as"));
    m_as->setAccessibleName(tr("Protocol to decode as"));
    m_as->setToolTip(tr("Which protocol all ports carry; automatic leaves it to Wireshark"));
    m_as->setItemText(0, tr("automatic"));
    m_cancel->setText(tr("Cancel"));
    m_progress->setAccessibleName(tr("Progress of the decoding"));
    m_tree->setAccessibleName(tr("Protocol tree"));
    m_emptyText->setText(
        tr("What Wireshark reads in the selected connection appears here, field by field, each with "
           "its bytes."));
    m_emptyButton->setText(tr("Decode the selected connection"));
    m_absentText->setText(
        tr("Decoding needs tshark, the command line program of Wireshark: it knows some 3,000 protocols.\n"
           "It is not installed. On Debian and Ubuntu it comes with\n\nsudo apt install tshark\n\n"
           "It may stay without the right to capture: it is only given what is recorded here."));
    m_lookAgain->setText(tr("Look again"));
    m_model->retranslate();
    showMessage();
}

void DissectionView::showPage()
{
    const bool hasTree = m_model->rowCount() > 0;
    m_pages->setCurrentWidget(!m_hasTshark ? m_absent : hasTree ? static_cast<QWidget *>(m_tree) : m_empty);
    for (QWidget *part : {static_cast<QWidget *>(m_decode), static_cast<QWidget *>(m_asLabel),
                          static_cast<QWidget *>(m_as), static_cast<QWidget *>(m_message)})
        part->setVisible(m_hasTshark);
    m_next->setVisible(m_hasTshark && !m_isRunning && m_outcome && m_outcome->next);
    if (hasTree && hasFocus())
        m_tree->setFocus(Qt::OtherFocusReason);
    m_decode->setEnabled(!m_isRunning);
    if (!m_isRunning) {
        m_progress->hide();
        m_cancel->hide();
    }
}

void DissectionView::begin(const QString &subject)
{
    m_subject = subject;
    m_outcome.reset();
    m_isRunning = true;
    if (m_decode->hasFocus() || m_next->hasFocus() || m_emptyButton->hasFocus())
        setFocus(Qt::OtherFocusReason); // kept for the tree: a button that is off gives it to its neighbour
    m_model->clear();
    m_progress->setValue(0);
    m_late.start();
    showPage();
    showMessage();
}

void DissectionView::clear()
{
    m_subject.clear();
    m_outcome.reset();
    m_isRunning = false;
    m_late.stop();
    m_model->clear();
    showPage();
    showMessage();
}

void DissectionView::add(const std::vector<netcore::DissectedPacket> &packets)
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    m_model->append(packets);
    showPage();
}

void DissectionView::setProgress(double done)
{
    m_progress->setValue(int(done * 1000));
}

void DissectionView::setOutcome(const netcore::DissectOutcome &outcome)
{
    m_outcome = outcome;
    m_isRunning = false;
    m_late.stop();
    showPage();
    showMessage();
}

QString DissectionView::limitText() const
{
    QString text;
    if (m_outcome->next)
        text += tr(" · of %1 chunks and datagrams, more follow").arg(QLocale().toString(m_outcome->records));
    if (m_outcome->dropped > 0)
        text += tr(" · %n field(s) beyond the limits left out", nullptr,
                   int(std::min<quint64>(m_outcome->dropped, INT_MAX)));
    return text;
}

QString DissectionView::outcomeText() const
{
    const netcore::NetError &error = m_outcome->error;
    const QString decoded =
        tr("%n packet(s) decoded", nullptr, int(std::min<quint64>(m_outcome->packets, INT_MAX)));
    if (!error.isError())
        return decoded + limitText();
    if (error.kind == netcore::ErrorKind::Cancelled)
        return tr("cancelled");
    QString text = tr("⚠ %1").arg(QCoreApplication::translate("netcore", error.reason));
    if (!m_outcome->said.isEmpty())
        text += QStringLiteral(": ") + models::plain(m_outcome->said.section(u'\n', 0, 0), 300);
    if (m_outcome->packets > 0)
        text += QStringLiteral(" · ") + decoded;
    return text;
}

void DissectionView::showMessage()
{
    const bool isFault =
        m_outcome && m_outcome->error.isError() && m_outcome->error.kind != netcore::ErrorKind::Cancelled;
    QPalette colours;
    colours.setColor(QPalette::WindowText, isFault ? themeOf(palette()).fault : themeOf(palette()).dim);
    m_message->setPalette(colours);
    if (m_subject.isEmpty())
        m_message->setText(QString());
    else
        m_message->setText(m_subject + QStringLiteral(": ") +
                           (m_outcome ? outcomeText() : tr("being decoded…")));
}

QString DissectionView::message() const
{
    return m_message->text();
}

void DissectionView::makeCurrent(const QModelIndex &index)
{
    if (!index.isValid() || index == m_tree->currentIndex())
        return;
    const QScopedValueRollback quiet(m_isQuiet, true);
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
}

void DissectionView::showRow(netcore::RowNumber row)
{
    const QModelIndex packet = m_model->packetOfRow(row);
    if (!packet.isValid())
        return;
    makeCurrent(packet);
    m_tree->expand(packet);
}

void DissectionView::showByte(netcore::RowNumber row, quint32 offset)
{
    makeCurrent(m_model->fieldOfByte(row, offset));
}

} // namespace widgets
