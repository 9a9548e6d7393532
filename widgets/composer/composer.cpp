#include "widgets/composer/composer.h"

#include "netcore/framing/framer.h"
#include "netcore/payload/hex.h"
#include "widgets/common/theme.h"
#include "widgets/composer/composertext.h"
#include "widgets/composer/composerview.h"
#include "widgets/composer/historypopup.h"
#include "widgets/composer/payloadedit.h"
#include "widgets/composer/payloadhistory.h"
#include "widgets/composer/payloadlibrary.h"
#include "widgets/composer/repeatbar.h"
#include "widgets/composer/sendplan.h"
#include "widgets/composer/targetbar.h"
#include "widgets/models/errorcoach.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtCore/QSet>
#include <QtCore/QSignalBlocker>
#include <QtGui/QKeyEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace widgets {

using Kind = ComposeTarget::Kind;
using models::SavedPayload;
using netcore::PayloadForm;

class Composer::Private
{
public:
    explicit Private(Composer *composer);

    void wireEditors();
    void wireActions();
    void edited(PayloadForm side, const QString &typed);
    void showText();
    void showState();
    void showProblem(const QString &sentence);
    void load(const SavedPayload &payload);
    void chooseTargetNamed(const QString &session);
    void askForFile();
    void sendFile(const QString &path);
    std::optional<QByteArray> framedBytes();
    void request(const ComposeTarget &target, const QByteArray &bytes);
    QString outcomeSentence(const netcore::SendOutcome &outcome) const;
    QString textProblem() const;

    Composer *q;
    ComposerView view;
    HistoryPopup popup;
    ComposerText text;
    PayloadHistory history;
    SendPlan plan;
    QSet<quint64> ours; // ids of our sends that may still end
    QString outcome;    // of the last send, until the next edit
    QString asked;      // a problem told from outside, until the next edit or send
};

Composer::Private::Private(Composer *composer) : q(composer), view(composer), popup(composer)
{
    wireEditors();
    wireActions();
    showText();
}

void Composer::Private::wireEditors()
{
    const auto wire = [this](PayloadEdit *edit, PayloadForm side) {
        QObject::connect(edit, &PayloadEdit::edited, q,
                         [this, side](const QString &typed) { edited(side, typed); });
        QObject::connect(edit, &PayloadEdit::fileDropped, q, [this](const QString &path) { sendFile(path); });
        QObject::connect(edit, &PayloadEdit::tooMuchPasted, q, [this](qsizetype characters) {
            asked =
                tr("%1 characters are too many to type (%2 at most); nothing was taken. Put them in a file "
                   "and send that with \"Send file\".")
                    .arg(QLocale().toString(characters), QLocale().toString(maxTyped));
            showState();
        });
        QObject::connect(edit, &PayloadEdit::olderRequested, q, [this] {
            if (const auto entry = history.older(text.payload()))
                load(*entry);
        });
        QObject::connect(edit, &PayloadEdit::sendRequested, q, &Composer::send);
        QObject::connect(edit, &PayloadEdit::newerRequested, q, [this] {
            if (const auto entry = history.newer())
                load(*entry);
        });
    };
    wire(view.text, PayloadForm::Text);
    wire(view.hex, PayloadForm::Hex);
    QObject::connect(view.encoding, &QComboBox::currentIndexChanged, q, [this] {
        text.setEncoding(netcore::textEncodings()[size_t(view.encoding->currentIndex())]);
        showText();
    });
    QObject::connect(view.ending, &QComboBox::currentIndexChanged, q, [this](int index) {
        text.setEnding(models::LineEnding(index));
        showState();
    });
}

void Composer::Private::wireActions()
{
    QObject::connect(view.target, &TargetBar::changed, q, [this] { showState(); });
    QObject::connect(view.send, &QPushButton::clicked, q, &Composer::send);
    // The key pad's Enter is another key than Return.
    auto *enter = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Enter), q);
    enter->setContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(enter, &QShortcut::activated, q, &Composer::send);
    QObject::connect(view.repeat, &RepeatBar::stopRequested, q, &Composer::stop);
    QObject::connect(view.repeat, &RepeatBar::fileRequested, q, [this] { askForFile(); });
    QObject::connect(view.history, &QToolButton::clicked, q,
                     [this] { popup.popUp(history.entries(), view.history); });
    QObject::connect(&popup, &HistoryPopup::chosen, q, [this](const SavedPayload &entry) { load(entry); });
    QObject::connect(view.library, &QToolButton::toggled, view.saved, &QWidget::setVisible);
    QObject::connect(view.saved, &PayloadLibrary::loadRequested, q,
                     [this](const SavedPayload &p) { q->load(p); });
    QObject::connect(view.saved, &PayloadLibrary::saveRequested, q,
                     [this] { view.saved->save(q->payload()); });
    QObject::connect(view.saved, &PayloadLibrary::payloadsChanged, q, &Composer::savedPayloadsChanged);
    QObject::connect(
        &plan, &SendPlan::sendRequested, q,
        [this](const ComposeTarget &target, const QByteArray &bytes) { request(target, bytes); });
    QObject::connect(&plan, &SendPlan::progressed, q, [this] { view.repeat->showProgress(plan); });
    QObject::connect(&plan, &SendPlan::finished, q, [this] { showState(); });
}

void Composer::Private::edited(PayloadForm side, const QString &typed)
{
    outcome.clear();
    asked.clear();
    if (side == PayloadForm::Text)
        text.editText(typed);
    else
        text.editHex(typed);
    showText();
}

/// Only the side that follows is written: the source keeps its cursor, its spelling and its undo history.
void Composer::Private::showText()
{
    if (text.source() == PayloadForm::Text)
        view.hex->follow(text.hex());
    else
        view.text->follow(text.text());
    showState();
}

QString Composer::Private::textProblem() const
{
    if (text.isGood())
        return {};
    const netcore::NetError &error = text.error();
    const QString reason = QCoreApplication::translate("netcore", error.reason);
    return text.source() == PayloadForm::Hex
               ? tr("Hex, at character %1: %2").arg(QString::number(error.position + 1), reason)
               : tr("Text, at character %1: %2").arg(QString::number(error.position + 1), reason);
}

void Composer::Private::showState()
{
    const ComposeTarget &target = view.target->current();
    const bool isText = text.source() == PayloadForm::Text;
    view.text->markError(!text.isGood() && isText ? text.error().position : -1);
    view.hex->markError(!text.isGood() && !isText ? text.error().position : -1);
    view.showFraming(target.framing);
    const bool hasBytes = !text.bytes().isEmpty() || target.datagrams;
    view.send->setEnabled(view.target->canSend() && text.isGood() && hasBytes && !plan.isActive());
    view.repeat->showProgress(plan);
    const QString ending = text.endingBytes().isEmpty()
                               ? QString()
                               : QLatin1String(" + ") + netcore::hex::format(text.endingBytes());
    view.size->setText(tr("%n byte(s)", nullptr, int(text.body().size())) + ending);
    view.status->setText(outcome.isEmpty() ? view.target->hint() : outcome);
    view.status->setToolTip(models::plainForToolTip(view.status->text()));
    showProblem(text.isGood() ? asked : textProblem());
}

void Composer::Private::showProblem(const QString &sentence)
{
    QPalette colours = q->palette();
    const Theme &theme = themeOf(colours);
    colours.setColor(QPalette::Window, theme.faultBackground);
    colours.setColor(QPalette::WindowText, theme.faultText);
    view.problem->setPalette(colours);
    view.problem->setText(sentence.isEmpty() ? QString() : QStringLiteral("⚠ ") + sentence);
    view.problem->setVisible(!sentence.isEmpty());
}

void Composer::Private::load(const SavedPayload &payload)
{
    text.load(payload);
    outcome.clear();
    asked.clear();
    const QSignalBlocker noEncoding(view.encoding);
    const QSignalBlocker noEnding(view.ending);
    view.encoding->setCurrentIndex(
        view.encoding->findText(QString::fromLatin1(netcore::encodingName(payload.encoding))));
    view.ending->setCurrentIndex(int(payload.ending));
    view.text->follow(text.text());
    view.hex->follow(text.hex());
    showState();
}

void Composer::Private::chooseTargetNamed(const QString &session)
{
    const QList<ComposeTarget> &targets = view.target->targets();
    const auto named = std::find_if(targets.begin(), targets.end(), [&](const ComposeTarget &t) {
        return t.sessionName == session && t.kind != Kind::UdpAddress;
    });
    if (!session.isEmpty() && named != targets.end())
        view.target->choose(*named);
}

void Composer::Private::askForFile()
{
    auto *dialog = new QFileDialog(q, tr("Send a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, q, [this](const QString &path) { sendFile(path); });
    dialog->open();
}

void Composer::Private::sendFile(const QString &path)
{
    if (!view.target->canSend())
        return showProblem(view.target->hint());
    asked.clear();
    outcome.clear();
    if (const auto started = plan.sendFile(view.target->current(), path); !started) {
        asked = tr("%1 was not sent. %2").arg(models::plain(path), models::plain(started.error()));
        showState();
    }
}

std::optional<QByteArray> Composer::Private::framedBytes()
{
    const QString framing = view.target->current().framing;
    if (framing.isEmpty() || !view.frame->isChecked())
        return text.bytes();
    const auto framer = netcore::makeFramer(framing);
    const auto framed = framer ? (*framer)->encode(text.bytes()) : netcore::refused(framer.error());
    if (framed)
        return *framed;
    asked = tr("This payload cannot be framed as %1: %2")
                .arg(framing, QCoreApplication::translate("netcore", framed.error().reason));
    showState();
    return {};
}

void Composer::Private::request(const ComposeTarget &target, const QByteArray &bytes)
{
    Q_EMIT q->sendRequested(target, bytes);
}

QString Composer::Private::outcomeSentence(const netcore::SendOutcome &sent) const
{
    const QString way = tr("%1 → %2").arg(sent.local.toString(), sent.peer.toString());
    if (sent.error.isError())
        return tr("%1 of %n byte(s) handed to the kernel, %2: %3", nullptr, int(sent.bytesAsked))
            .arg(QLocale().toString(sent.handedToKernel), way, models::shortReason(sent.error));
    return tr("%n byte(s) handed to the kernel, %1", nullptr, int(sent.handedToKernel)).arg(way);
}

Composer::Composer(QWidget *parent) : QWidget(parent), d(std::make_unique<Private>(this)) {}
Composer::~Composer() = default;

void Composer::setTargets(const QList<ComposeTarget> &targets)
{
    d->view.target->setTargets(targets);
}

const ComposeTarget &Composer::currentTarget() const
{
    return d->view.target->current();
}

void Composer::chooseConnection(netcore::ConnectionId connection)
{
    for (const ComposeTarget &target : d->view.target->targets()) {
        if (target.kind == Kind::Connection && target.connection == connection)
            return d->view.target->choose(target);
    }
}

void Composer::chooseSession(netcore::SessionId session)
{
    for (const ComposeTarget &target : d->view.target->targets()) {
        if (target.session == session)
            return d->view.target->choose(target);
    }
}

void Composer::chooseUdpAddress(netcore::SessionId session, const QString &address)
{
    ComposeTarget wanted;
    wanted.kind = Kind::UdpAddress;
    wanted.session = session;
    wanted.address = address;
    d->view.target->choose(wanted);
}

void Composer::load(const SavedPayload &payload)
{
    d->load(payload);
    d->chooseTargetNamed(payload.target);
}

void Composer::loadBytes(const QByteArray &bytes)
{
    SavedPayload payload;
    payload.form = PayloadForm::Hex;
    payload.text = netcore::hex::format(bytes);
    payload.encoding = d->text.encoding();
    d->load(payload);
}

SavedPayload Composer::payload() const
{
    SavedPayload payload = d->text.payload();
    payload.name.clear();
    payload.target = currentTarget().sessionName;
    return payload;
}

QList<SavedPayload> Composer::history() const
{
    return d->history.entries();
}

void Composer::setHistory(const QList<SavedPayload> &history)
{
    d->history.set(history);
}

QList<SavedPayload> Composer::savedPayloads() const
{
    return d->view.saved->payloads();
}

void Composer::setSavedPayloads(const QList<SavedPayload> &payloads)
{
    d->view.saved->setPayloads(payloads);
    d->view.library->setChecked(!payloads.isEmpty());
}

void Composer::sendStarted(netcore::SendId id)
{
    // Of a send to many, more than one outcome comes; ids are never used twice, so old ones only cost memory.
    if (d->ours.size() > 10'000)
        d->ours.clear();
    d->ours.insert(quint64(id));
}

void Composer::sendFinished(const netcore::SendOutcome &outcome)
{
    if (!d->ours.contains(quint64(outcome.id)))
        return;
    d->outcome = d->outcomeSentence(outcome);
    d->plan.pieceFinished(outcome);
    d->showState();
}

void Composer::setError(const QString &sentence)
{
    d->asked = models::plain(sentence);
    d->showState();
}

bool Composer::isRepeating() const
{
    return d->plan.isActive();
}

void Composer::send()
{
    if (!d->view.send->isEnabled())
        return;
    d->asked.clear();
    d->outcome.clear();
    const auto bytes = d->framedBytes();
    if (!bytes)
        return;
    d->history.add(payload());
    Q_EMIT historyChanged();
    const ComposeTarget target = currentTarget();
    if (d->view.repeat->isRepeatWanted())
        d->plan.repeat(target, *bytes, d->view.repeat->everyMs(), d->view.repeat->count());
    else
        d->request(target, *bytes);
    d->showState();
}

void Composer::stop()
{
    d->plan.stop();
}

void Composer::focusEditor()
{
    (d->text.source() == PayloadForm::Hex ? d->view.hex : d->view.text)->setFocus();
}

void Composer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && d->plan.isActive())
        stop();
    else
        QWidget::keyPressEvent(event);
}

void Composer::changeEvent(QEvent *event)
{
    if (!d) // still being built
        return QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        d->view.retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        d->showState();
    QWidget::changeEvent(event);
}

} // namespace widgets
