#include "widgets/composer/composer.h"

#include "netcore/payload/hex.h"
#include "widgets/common/theme.h"
#include "widgets/composer/composer_p.h"
#include "widgets/composer/cutbar.h"
#include "widgets/composer/fieldsmenu.h"
#include "widgets/composer/payloadedit.h"
#include "widgets/composer/payloadlibrary.h"
#include "widgets/composer/repeatbar.h"
#include "widgets/composer/targetbar.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QRandomGenerator>
#include <QtCore/QSignalBlocker>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace widgets {

using Kind = ComposeTarget::Kind;
using models::SavedPayload;
using netcore::PayloadForm;

Composer::Private::Private(Composer *composer)
    : q(composer)
    , view(composer)
    , popup(composer)
    , sourcesPanel(composer)
    , context(QRandomGenerator::global()->generate64())
{
    clock.setInterval(1000);
    wireEditors();
    wireFields();
    wireActions();
    wireLibrary();
    refreshContext();
    showText();
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
/// While the source has fields, nothing can be typed into the other side: it would end them.
void Composer::Private::showText()
{
    const bool isText = text.source() == PayloadForm::Text;
    PayloadEdit *source = isText ? view.text : view.hex;
    PayloadEdit *other = isText ? view.hex : view.text;
    other->follow(isText ? text.hex() : text.text());
    source->setFollowing(false);
    if (text.isGood())
        other->setFollowing(text.hasFields());
    view.text->setMarks(text.textMarks());
    view.hex->setMarks(text.hexMarks());
    if (text.usesTime() != clock.isActive()) {
        if (text.usesTime())
            clock.start();
        else
            clock.stop();
    }
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
    showWire();
    const bool hasBytes = !text.bytes().isEmpty() || target.datagrams;
    const bool isReady = text.isGood() && wireProblem.isEmpty() && hasBytes;
    view.send->setEnabled(view.target->canSend() && isReady && !plan.isActive());
    view.repeat->showProgress(plan);
    const QString ending = text.endingBytes().isEmpty()
                               ? QString()
                               : QLatin1String(" + ") + netcore::hex::format(text.endingBytes());
    view.size->setText(tr("%n byte(s)", nullptr, int(text.body().size())) + ending);
    view.status->setText(outcome.isEmpty() ? view.target->hint() : outcome);
    view.status->setToolTip(models::plainForToolTip(view.status->text()));
    // That nothing typed yet is no frame is no mistake; offsets that cannot be cut at are one.
    const bool isTyped = !(isText ? text.text() : text.hex()).isEmpty();
    const QString problem = isTyped || !view.cut->plan() ? wireProblem : QString();
    showProblem(!text.isGood() ? textProblem() : asked.isEmpty() ? problem : asked);
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
    const QSignalBlocker noFields(view.fields);
    view.fields->setChecked(text.areFieldsOn());
    view.text->follow(text.text());
    view.hex->follow(text.hex());
    showText();
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

Composer::Composer(QWidget *parent) : QWidget(parent), d(std::make_unique<Private>(this)) {}
Composer::~Composer() = default;

void Composer::setTargets(const QList<ComposeTarget> &targets, qsizetype unlisted)
{
    d->view.target->setTargets(targets, unlisted);
}

void Composer::setTargetLookup(std::function<ComposeTarget(netcore::ConnectionId)> lookup)
{
    d->lookup = std::move(lookup);
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
    const ComposeTarget target = d->lookup ? d->lookup(connection) : ComposeTarget();
    if (target.kind != Kind::None)
        d->view.target->chooseUnlisted(target);
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

void Composer::setFieldSources(const FieldSources &sources)
{
    d->sources = sources;
    d->view.fields->setSources(sources);
    d->sourcesPanel.setSources(sources, currentTarget().sessionName);
    d->refreshContext();
    d->showText();
}

void Composer::setStructures(const QStringList &texts)
{
    d->structures = texts;
    if (d->structureForm)
        d->structureForm->setStructures(texts);
}

const FieldSources &Composer::fieldSources() const
{
    return d->sources;
}

void Composer::takeCaptured(netcore::ConnectionId connection, const QString &name,
                            const netcore::CapturedValue &value)
{
    d->captured[connection].insert(name, value);
    if (connection != currentTarget().connection)
        return;
    d->sourcesPanel.setCaptured(d->captured.value(connection));
    d->refreshContext();
    d->showText();
}

void Composer::addSavedPayloads(const QList<SavedPayload> &payloads)
{
    d->view.saved->add(payloads);
    d->view.library->setChecked(true);
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
    if (d->plan.isActive())
        d->plan.pieceStarted(id);
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
    if (d->view.send->isEnabled())
        d->sendTyped();
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
