#include "widgets/composer/composer_p.h"

#include "netcore/base/clock.h"
#include "widgets/composer/cutbar.h"
#include "widgets/composer/payloadedit.h"
#include "widgets/composer/repeatbar.h"
#include "widgets/composer/targetbar.h"
#include "widgets/models/errorcoach.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QFileDialog>

namespace widgets {

using models::SavedPayload;

QString Composer::Private::framing() const
{
    return view.frame->isChecked() ? view.target->current().framing : QString();
}

netcore::Result<WireImage> Composer::Private::imageOf(ComposerText &shown,
                                                      netcore::FieldContext &preview) const
{
    shown.setContext(preview);
    if (!shown.isGood())
        return netcore::refused(shown.error());
    const auto counted = shown.take(preview); // so that the next one counts on
    Q_UNUSED(counted);
    return wireImage(shown.bytes(), shown.endingBytes().size(), shown.fieldMarks(), framing());
}

/// What leaves next, byte by byte: shown wherever it is more than what stands in the editors.
void Composer::Private::showWire()
{
    wireProblem.clear();
    const auto cut = view.cut->plan();
    if (!cut)
        wireProblem =
            tr("Cut at offsets: %1").arg(QCoreApplication::translate("netcore", cut.error().reason));
    bool isWorthShowing = false;
    if (text.isGood() && cut) {
        ComposerText shown = text;
        netcore::FieldContext preview = context;
        auto image = imageOf(shown, preview);
        for (int i = 1; image && i < cut->payloadsPerWrite(); ++i) {
            if (const auto next = imageOf(shown, preview); next)
                image->append(*next);
        }
        if (!image) {
            wireProblem = tr("This payload cannot be framed as %1: %2")
                              .arg(framing(), QCoreApplication::translate("netcore", image.error().reason));
        } else {
            qint64 at = 0;
            for (const netcore::SendPiece &piece : netcore::cutPieces(image->bytes, *cut)) {
                if (at > 0)
                    image->cuts.append(at);
                at += piece.bytes.size();
            }
            isWorthShowing = !image->bytes.isEmpty() && (!image->ranges.isEmpty() || text.hasFields() ||
                                                         cut->kind != netcore::CutPlan::Kind::Whole);
            view.wire->show(*image);
            view.showWireSize(image->bytes.size(), int(image->cuts.size()) + 1);
        }
    }
    view.wireBox->setVisible(isWorthShowing);
}

/// One payload, framed; where it cannot be made, that is told.
std::optional<QByteArray> Composer::Private::make(const ComposerText &payload, const ComposeTarget &target,
                                                  const QString &spec)
{
    sources.fill(context, target.sessionName);
    context.captured = captured.value(target.connection);
    context.now = netcore::SystemClock().wallNow();
    const auto image = payload.take(context).and_then(
        [&](const QByteArray &bytes) { return wireImage(bytes, 0, {}, spec); });
    text.setContext(context);
    if (image)
        return image->bytes;
    asked = tr("The payload could not be made: %1")
                .arg(QCoreApplication::translate("netcore", image.error().reason));
    return std::nullopt;
}

void Composer::Private::start(const SendPlan::Maker &maker, const SendPlan::Rounds &rounds)
{
    asked.clear();
    outcome.clear();
    const ComposeTarget target = view.target->current();
    if (rounds.cut.kind != netcore::CutPlan::Kind::Whole)
        Q_EMIT q->noDelayRequested(target);
    plan.send(target, maker, rounds);
    showText();
}

void Composer::Private::sendTyped()
{
    history.add(q->payload());
    Q_EMIT q->historyChanged();
    const ComposerText payload = text;
    const ComposeTarget target = view.target->current();
    const QString spec = framing();
    SendPlan::Rounds rounds;
    rounds.cut = view.cut->plan().value_or(netcore::CutPlan());
    if (view.repeat->isRepeatWanted()) {
        rounds.everyMs = view.repeat->everyMs();
        rounds.count = view.repeat->count();
    }
    start([this, payload, target, spec] { return make(payload, target, spec); }, rounds);
}

/// Several payloads of the library one after the other, to the chosen target.
void Composer::Private::sendSaved(const QList<SavedPayload> &payloads, int everyMs)
{
    if (payloads.isEmpty() || plan.isActive())
        return;
    if (!view.target->canSend()) {
        asked = view.target->hint();
        return showState();
    }
    const ComposeTarget target = view.target->current();
    const QString spec = framing();
    SendPlan::Rounds rounds;
    rounds.everyMs = everyMs;
    rounds.count = int(payloads.size());
    rounds.cut = view.cut->plan().value_or(netcore::CutPlan());
    if (rounds.cut.kind == netcore::CutPlan::Kind::Pairs)
        rounds.cut.kind = netcore::CutPlan::Kind::Whole;
    start(
        [this, payloads, target, spec, next = qsizetype(0)]() mutable -> std::optional<QByteArray> {
            ComposerText payload;
            payload.setContext(context);
            payload.load(payloads[next]);
            const auto bytes = make(payload, target, spec);
            if (!bytes)
                asked = tr("\"%1\": %2").arg(models::plain(payloads[next].name), asked);
            ++next;
            return bytes;
        },
        rounds);
}

/// As it would leave now; nothing counts on.
void Composer::Private::copyAs(const SavedPayload &payload, netcore::SnippetForm form)
{
    const ComposeTarget &target = view.target->current();
    ComposerText made;
    made.setContext(context);
    made.load(payload);
    const auto image = made.isGood() ? wireImage(made.bytes(), 0, {}, framing())
                                     : netcore::Result<WireImage>(netcore::refused(made.error()));
    if (!image) {
        asked = tr("The payload could not be made: %1")
                    .arg(QCoreApplication::translate("netcore", image.error().reason));
        return showState();
    }
    netcore::SnippetTarget to;
    to.isUdp = target.datagrams;
    const qsizetype colon = target.address.lastIndexOf(u':');
    if (target.peer.port() != 0) {
        to.host = target.peer.hostToString();
        to.port = target.peer.port();
    } else if (colon > 0) {
        to.host = target.address.first(colon).remove(u'[').remove(u']');
        to.port = target.address.sliced(colon + 1).toUShort();
    }
    QGuiApplication::clipboard()->setText(netcore::snippet(image->bytes, form, to));
    asked.clear();
    outcome = tr("%n byte(s) copied as %1", nullptr, int(image->bytes.size()))
                  .arg(QString::fromLatin1(netcore::snippetFormName(form)));
    showState();
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

QString Composer::Private::outcomeSentence(const netcore::SendOutcome &sent) const
{
    const QString way = tr("%1 → %2").arg(sent.local.toString(), sent.peer.toString());
    if (sent.error.isError())
        return tr("%1 of %n byte(s) handed to the kernel, %2: %3", nullptr, int(sent.bytesAsked))
            .arg(QLocale().toString(sent.handedToKernel), way, models::shortReason(sent.error));
    return tr("%n byte(s) handed to the kernel, %1", nullptr, int(sent.handedToKernel)).arg(way);
}

} // namespace widgets
